# 流水里的事实

## 流水里的事实

fact-amount = 金额 {$value}
fact-deduction = 折损扣款 {$value}
fact-money-at-risk = 涉及金额 {$value}
fact-freight-payer = 运费承担方：{$value}
fact-outcome = 到时：{$value}
fact-state-before = 原状态：{$value}
fact-reason-before = 原来的原因：{$value}
fact-platform-status = 平台状态：{$value}
fact-level = 第 {$value} 次预警
fact-files = 材料 {$value} 份
fact-pieces = 拆出 {$value} 件
fact-merged = 合并了 {$value}
fact-into = 已并入 {$value}
fact-kind-changed = 由{$before}改为{$after}
fact-due-moved = 由 {$before} 改为 {$after}
fact-deadline-moved = {$deadline}：由 {$before} 改为 {$after}
