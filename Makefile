# The same commands on a laptop and in CI; .ci/run calls them in this order.

LINT := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
STATIC := -trimpath -tags 'netgo osusergo sqlite_omit_load_extension timetzdata' \
	-ldflags '-s -w -linkmode external -extldflags "-static"'

.PHONY: play test postgres check lint format fuzz bolt peers release chroot power kills

play: ## the playground
	go run . playground

test: ## what a newcomer runs
	go test ./...

postgres: ## what is kept, on a PostgreSQL server of its own
	.ci/postgres go test ./storage ./handlers ./scheduler .

check: lint ## what every commit passes
	go vet ./...
	go test -race -shuffle=on ./...

lint: ## format and rules
	go mod tidy -diff
	$(LINT) fmt --diff
	$(LINT) run

format: ## write the format
	$(LINT) fmt

FUZZTIME ?= 10s
fuzz: ## each fuzz test for a while
	@set -e; for package in $$(go list ./...); do \
		for test in $$(go test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$test"; \
			go test -run '^$$' -fuzz "^$$test$$" -fuzztime $(FUZZTIME) -parallel 2 $$package; \
		done; \
	done

ROUNDS ?= 2000
power: ## cut the power that often
	POGO_POWER_ROUNDS=$(ROUNDS) go test ./storage -run LossOfPower -v -timeout 1h

KILLS ?= 2000
kills: ## kill it that often on each engine
	POGO_KILLS=$(KILLS) go test . -run KilledAgain -count=1 -v -timeout 2h
	POGO_KILLS=$(KILLS) .ci/postgres go test . -run KilledAgain -count=1 -v -timeout 2h

bolt: ## what the check with Slack's own Bolt needs
	npm ci --prefix slacksim/bolt --no-audit --no-fund

peers: ## what the comparison with a bot on Bolt needs
	npm ci --prefix bench/peers/bolt --no-audit --no-fund

release: dist/pogo ## the static binary, as the Dockerfile builds it
dist/pogo: FORCE
	CGO_ENABLED=1 go build $(STATIC) -o dist/pogo .
FORCE:

chroot: release ## the binary alone in an empty root
	.ci/chroot
