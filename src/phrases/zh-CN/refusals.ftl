# 拒绝与前提

## 为什么现在不行

refusal-wrong-state = 只有在“{$states}”时才能“{$verb}”。
refusal-never = 这类售后单不能“{$verb}”。
refusal-wrong-role = 这一步由{$roles}操作。
refusal-not-for-staff = 这一步由买家、系统或平台完成，员工不能代办。
refusal-case-ended = 售后单已经结束。需要继续处理时，请先重新打开。
refusal-missing = 请填写“{$field}”。
refusal-invalid = “{$field}”填写得不对，请检查。
refusal-more-than-refundable = 最多还能退 {$amount}。
refusal-above-limit = 超过你的权限 {$limit}，请提交审批。
refusal-same-person = 提出申请的人不能自己审批，请换一位有权限的同事。
refusal-too-early = {$time} 之后才可以操作。
refusal-too-late = {$time} 已经过期，不能再操作。
refusal-too-often = 最多 {$count} 次，已经用完。
refusal-more-pieces = 最多还有 {$count} 件。
refusal-txn-used = 这个流水号或凭证已经用过，请核对是否重复打款。
refusal-line-in-open-case = 这件商品已有进行中的售后单 {$case}，请在那张单里处理。

## 先要满足什么

need-subtype-in-transit = 只有“已发货未收到”的仅退款才能拦截。
need-open-offer = 先要有一个等买家答复的方案。
need-money-settled = 还有未完成的款项，请先打款或作废。
need-dispute-ended = 平台介入还没有结果，先等裁决。
need-no-dispute = 已有平台介入。
need-no-claim = 已有进行中的快递索赔。
need-claim-exists = 还没有快递索赔，请先建立。
need-dispute-exists = 没有进行中的平台介入。
need-result-given = 先填写处理结果。
need-root-cause-given = 责任不在买家时，先填写根本原因。
need-children-closed = 先办结它的子售后单。
need-child-opened = 先为它开一张子售后单。
need-goods-back = 先等货物退回。
need-low-risk = 这位买家有风险标记，须由主管审核。
need-under-threshold = 金额超过免检上限，请先验货。
need-photos-attached = 先上传照片。
need-order = 先关联订单。
need-proof-or-txn = 填写流水号，或上传打款凭证。
need-nothing-sent = 已经寄出商品，不能再撤销。
need-not-paid = 款项已经付出，不能再撤销。
need-policy-override = 不符合规则。要破例，请写明理由。
need-price-difference-settled = 先结清差价。
need-buyer-agreement = 先征得买家同意。
need-daytime = 晚上 9 点到早上 9 点不打扰买家。
need-same-shop = 两张售后单必须属于同一家店铺。
need-other-case-open = 另一张售后单必须还在进行中。
need-more-than-one-line = 只有一件商品，不能拆分。
need-call-back-first = 先完成回访。
need-notified-first = 先把结果反馈给买家。
need-finance-review = 金额达到财审线，先由财务审核。
need-damage-proof = 先上传能看出折损的照片。
need-kept-days = 保管期未满，不能处置。
need-open-approval = 没有等待审批的申请。
need-no-open-approval = 已有等待审批的申请，先等结果。
need-open-promise = 没有未兑现的承诺。
need-approved-money = 先要有已批准的款项。
need-side-money = 没有待付的其他款项。
need-voidable-money = 没有可以作废的款项，已付的不能作废。
need-movable-deadline = 没有可以调整的时效，平台的时效不能调整。
need-dispute-reference = 没有进行中的平台介入。
need-nothing-begun = 已经有过审核结果，不能再这样改。
need-shipped-in-advance = 只用于先行换货的售后单。
need-auto-approval = 不符合自动同意的规则，须由人审核。
need-no-logistics-child = 已经为它开过子售后单。
need-return-arrived = 先等退货签收，或上传运费凭证。
need-case-open = 售后单已经结束。
need-refundable = 可退金额已经退完。
need-within-limit = 金额须在你的权限以内。
need-retries-left = 自动重试的次数已经用完。
need-reapplications-left = 再次申请的次数已经用完。
need-reopen-window = 已经过了可以重新打开的期限。
need-lines-free = 这些商品不能同时在另一张进行中的售后单里。
need-time-passed = 时效还没有到。
need-attempts-left = 联系的次数已经用完。
