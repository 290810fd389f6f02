-- +goose Up

-- Blockers that stood before there were steps climb from now on, too: the clock
-- looks at each product that has one for which nobody cares, as soon as it can.
INSERT INTO schedule (product_id, deed, subject, clock, days, date, zone, window_us, next_us)
  SELECT DISTINCT product_id, 'blocker.step', '', '', 0, '', 'UTC', 0, 1 FROM blocker WHERE resolved_us = 0 AND acked_us = 0
  ON CONFLICT (product_id, deed, subject) DO NOTHING;

-- +goose Down
DELETE FROM schedule WHERE deed = 'blocker.step' AND next_us = 1;
