# Facts in the timeline

## Facts in the timeline

fact-amount = Amount {$value}
fact-deduction = Damage deducted {$value}
fact-money-at-risk = Money at risk {$value}
fact-freight-payer = Freight paid by: {$value}
fact-outcome = When time is up: {$value}
fact-state-before = State before: {$value}
fact-reason-before = Reason before: {$value}
fact-platform-status = At the platform: {$value}
fact-level = Warning {$value} of 3
fact-files = Files: {$value}
fact-pieces = Pieces moved: {$value}
fact-merged = Took in {$value}
fact-into = Merged into {$value}
fact-kind-changed = From {$before} to {$after}
fact-due-moved = From {$before} to {$after}
fact-deadline-moved = {$deadline}: from {$before} to {$after}
