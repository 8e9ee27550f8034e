# 紀錄裡的事實

## 紀錄裡的事實

fact-amount = 金額 {$value}
fact-deduction = 折損扣款 {$value}
fact-money-at-risk = 涉及金額 {$value}
fact-freight-payer = 運費負擔方：{$value}
fact-outcome = 到期：{$value}
fact-state-before = 原狀態：{$value}
fact-reason-before = 原來的原因：{$value}
fact-platform-status = 平台狀態：{$value}
fact-level = 第 {$value} 次預警
fact-files = 資料 {$value} 份
fact-pieces = 拆出 {$value} 件
fact-merged = 合併了 {$value}
fact-into = 已併入 {$value}
fact-kind-changed = 由{$before}改為{$after}
fact-due-moved = 由 {$before} 改為 {$after}
fact-deadline-moved = {$deadline}：由 {$before} 改為 {$after}
