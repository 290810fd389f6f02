package view

import (
	"encoding/json"

	"github.com/slack-go/slack"

	"pogo/chart"
)

// Limits of Slack's charts (docs.slack.dev/reference/block-kit/blocks/data-visualization-block).
const (
	maxChartTitle  = 50
	maxChartLabel  = 20
	maxChartPoints = 20
)

// lineChart draws a chart of lines as Slack's own. A chart never stands alone:
// the message says in words what it shows.
func lineChart(l chart.Line, yLabel string) slack.Block {
	l = l.Thinned(maxChartPoints)
	labels := make([]string, len(l.Labels))
	for i, label := range l.Labels {
		labels[i] = clip(label, maxChartLabel)
	}
	series := make([]slack.DataVisualizationDataSeries, len(l.Series))
	for i, s := range l.Series {
		points := make([]slack.DataVisualizationDataPoint, len(labels))
		for j, label := range labels {
			points[j] = slack.NewDataVisualizationDataPoint(label, s.Values[j])
		}
		series[i] = slack.NewDataVisualizationDataSeries(clip(s.Name, maxChartLabel), points...)
	}
	axis := slack.NewDataVisualizationAxisConfig(labels...).WithYLabel(clip(yLabel, maxChartTitle))
	return slack.NewDataVisualizationBlock(clip(l.Title, maxChartTitle), slack.NewDataVisualizationLineChart(axis, series...))
}

// WithoutCharts takes the charts out of an encoded message, for a workspace
// that refuses them. It reports false if there are none.
func WithoutCharts(body json.RawMessage) (json.RawMessage, bool) {
	var message struct {
		Text   string            `json:"text"`
		Blocks []json.RawMessage `json:"blocks"`
	}
	if json.Unmarshal(body, &message) != nil {
		return body, false
	}
	kept := make([]json.RawMessage, 0, len(message.Blocks))
	for _, block := range message.Blocks {
		var kind struct {
			Type slack.MessageBlockType `json:"type"`
		}
		if json.Unmarshal(block, &kind) != nil || kind.Type != slack.MBTDataVisualization {
			kept = append(kept, block)
		}
	}
	if len(kept) == len(message.Blocks) {
		return body, false
	}
	message.Blocks = kept
	plain, err := json.Marshal(message)
	return plain, err == nil
}
