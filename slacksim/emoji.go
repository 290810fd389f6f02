package slacksim

import (
	"regexp"
	"slices"
	"strings"
)

// emojiName checks a reaction's name and brings aliases to one name, so that
// "thumbsup" and "+1" are one reaction, as in Slack.
func (s *Slack) emojiName(name string) (string, bool) {
	base, tone, toned := strings.Cut(name, "::")
	if !regexp.MustCompile(`^[a-z0-9_+'-]{1,100}$`).MatchString(base) {
		return "", false
	}
	if toned && !regexp.MustCompile(`^skin-tone-[2-6]$`).MatchString(tone) {
		return "", false
	}
	if main, ok := emojiAliases()[base]; ok {
		base = main
	}
	if !slices.Contains(s.cfg.Emoji, base) && !slices.Contains(standardEmoji(), base) {
		return "", false // docs.slack.dev/reference/methods/reactions.add: invalid_name
	}
	if toned {
		return base + "::" + tone, true
	}
	return base, true
}

func emojiAliases() map[string]string {
	return map[string]string{
		"thumbsup": "+1", "thumbsdown": "-1", "thinking": "thinking_face", "hand": "raised_hand",
	}
}

// standardEmoji are the names that this workspace knows: a part of Slack's, wide
// enough for anything an app would put under a message.
func standardEmoji() []string {
	return strings.Fields(`
		+1 -1 zero one two three four five six seven eight nine keycap_ten 1234 100
		white_check_mark heavy_check_mark ballot_box_with_check x heavy_multiplication_x negative_squared_cross_mark
		o question grey_question exclamation grey_exclamation bangbang interrobang warning no_entry no_entry_sign
		heart yellow_heart green_heart blue_heart purple_heart black_heart broken_heart heavy_heart_exclamation_mark_ornament
		star star2 sparkles zap fire boom rocket tada confetti_ball balloon gift trophy medal first_place_medal
		second_place_medal third_place_medal dart bulb bell no_bell eyes wave clap raised_hands pray muscle ok_hand
		point_up point_down point_left point_right raised_hand v crossed_fingers handshake writing_hand
		smile smiley grinning laughing joy rolling_on_the_floor_laughing slightly_smiling_face upside_down_face wink blush
		innocent heart_eyes star-struck thinking_face neutral_face expressionless no_mouth face_with_rolling_eyes smirk
		persevere disappointed_relieved open_mouth hushed sleepy tired_face sleeping relieved stuck_out_tongue
		unamused sweat pensive confused worried triumph cry sob frowning anguished fearful weary cold_sweat scream
		flushed dizzy_face rage angry mask sunglasses nerd_face face_with_monocle exploding_head partying_face
		red_circle large_blue_circle large_green_circle large_yellow_circle large_orange_circle large_purple_circle
		white_circle black_circle red_square blue_square large_red_square large_blue_square large_green_square
		large_yellow_square large_orange_square large_purple_square white_large_square black_large_square
		arrow_up arrow_down arrow_left arrow_right arrow_forward fast_forward rewind repeat leftwards_arrow_with_hook
		arrows_counterclockwise arrows_clockwise hourglass hourglass_flowing_sand stopwatch alarm_clock timer_clock watch
		calendar date spiral_calendar_pad clock1 clock2 clock3 clock4 clock5 clock6 clock7 clock8 clock9 clock10 clock11 clock12
		memo pencil pencil2 clipboard pushpin round_pushpin paperclip link bookmark label newspaper book books
		chart_with_upwards_trend chart_with_downwards_trend bar_chart package inbox_tray outbox_tray email envelope
		mag mag_right lock unlock key hammer wrench gear bug construction construction_worker computer art
		speech_balloon thought_balloon loudspeaker mega mute sos new up cool free ok top soon end back
		coffee pizza beer beers cake birthday apple seedling herb palm_tree sunny cloud rain_cloud snowflake rainbow
		checkered_flag triangular_flag_on_post traffic_light vertical_traffic_light helicopter airplane ship car bike
		face_with_thermometer house hospital office beach_with_umbrella ghost robot_face alien crown gem moneybag
		euro dollar pound credit_card receipt scales snail turtle rabbit dog cat unicorn_face
		a b ab information_source regional_indicator_a fr gb us
		large_orange_diamond large_blue_diamond small_orange_diamond small_blue_diamond
		heavy_plus_sign heavy_minus_sign heavy_division_sign infinity recycle bust_in_silhouette busts_in_silhouette
	`)
}
