// Command bench measures how storage answers with a thousand, a hundred
// thousand and a million stories in one file. It is no test: run it when a
// query, an index or the machine changes, and read README.md for what it
// found here.
//
//	go run ./bench                 all three sizes, ten minutes, 3 GB below --dir
//	go run ./bench -sizes 1000     one of them
//	go run ./bench flood           ten thousand reactions on fifty cards, a thousand a second
//	go run ./bench flood -rate 0   all at once
//	go run ./bench result          ten thousand votes, and how soon their result stands
//	go run ./bench clock           an idle tick among 100,000 schedules, and 5,000 claims
//	go run ./bench standup         five thousand people asked at the same minute
//	go run ./bench memory          how soon the first card stands, and what Pogo weighs under load
//	go run ./bench pragma          other ways to open the file, and what each would cost
//	go run ./bench peers           Pogo beside bots of its kind: ack, card, burst, flood, trouble
package main
