package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// weight is the memory of a process, in megabytes.
type weight struct {
	now  float64 // resident
	file float64 // of it what it maps of files, which is mostly its own program
	most float64 // that was resident since it was started
}

// weightOf weighs a process that runs. What the system tells of one that has
// ended would begin with what whoever started it had taken.
func weightOf(pid int) (weight, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return weight{}, fmt.Errorf("weigh a process: %w", err)
	}
	said := map[string]float64{}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok {
			kilo, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64) // 0 for what is no size
			said[name] = kilo / 1024
		}
	}
	return weight{now: said["VmRSS"], file: said["RssFile"], most: said["VmHWM"]}, nil
}
