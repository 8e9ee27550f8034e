# 售后单上的日常

## 检查项

check-order-no = 订单号无误
check-product = 商品编号和规格无误
check-problem = 问题描述清楚
check-opened-on-camera = 开箱时拍照留底
check-return-address = 收货地址与买家核对过
check-chat-read = 看过全部聊天记录
check-facts-checked = 事实已向当事人核实
check-money-arrived = 买家确认钱已到账

## 沟通

contact-channel-phone-out = 电话打出
contact-channel-phone-in = 电话打入
contact-channel-chat = 平台聊天
contact-channel-wechat = 微信
contact-channel-sms = 短信
contact-channel-email = 邮件
contact-channel-page = 页面留言
contact-channel-in-person = 当面
contact-outcome-reached = 已联系上
contact-outcome-no-answer = 没接通
contact-outcome-call-later = 约好再联系
contact-outcome-refused = 对方拒绝
contact-outcome-sent = 已发出
contact-outcome-buyer-came = 买家找来
direction-in = 买家来联系
direction-out = 我方联系
hand-over-answer-open = 未确认
hand-over-answer-taken = 已接手
hand-over-answer-given-back = 已退回

## 操作

verb-log-contact = 记一次沟通
verb-pin = 钉为事实
verb-unpin = 取消钉选
verb-take-over = 确认接手
verb-restate = 向买家复述
verb-give-back = 退回交接
verb-snooze = 小憩
verb-wake = 结束小憩
verb-remind = 提醒我
verb-remind-done = 提醒已办
verb-check = 勾选检查项
verb-uncheck = 取消勾选
verb-hint-take-over = 先把你的理解讲给买家听，买家认可后勾选。勾选之前不能用别的方式回复买家。
verb-hint-restate = 买家会看到这段话。对方认可后，再到“确认接手”里勾选。
verb-hint-give-back = 单子回到交接人手里，对方会看到原因。
verb-hint-snooze = 到时间之前不出现在“轮到我”。不能越过平台和法律的时效；有新进展会自动叫醒。
verb-hint-remind = 到时间出现在你的“今天”，只有你会看到。
field-contact-channel = 沟通渠道
field-contact-outcome = 沟通结果
field-mentions = 提到同事
field-pinned = 钉为事实
field-event = 流水
field-reminder = 提醒
field-item = 检查项
field-help-mentions = 对方会在“给我的”里看到。
field-help-pinned = 一直显示在时间线上方。

## 拒绝与前提

refusal-past-deadline = “{$deadline}”在 {$time} 到期，不能推到那之后。
refusal-unchecked = 先勾选这些检查项：{$items}。
refusal-cannot-see = {$name}看不到这张单，请换一位同事。
need-handed-to-you = 没有等你确认的交接。
need-not-taken-yet = 没有等你答复的交接，不能退回。
need-buyer-heard = 这张单刚交接：接手人先向买家复述，买家确认后才能回复。
need-no-hard-deadline = 平台或法律的时效马上到期，不能小憩。
need-snoozed = 没有在小憩。
need-own-reminder = 你在这张单上没有提醒。
need-unticked-item = 这一步没有未勾选的检查项。
need-ticked-item = 这一步没有已勾选的检查项。
need-pinned-fact = 没有钉选的事实。

## 负责人、下一步、时间

preset-closing = 今天下班前
preset-morning = 明天上午
preset-three-days = 3 天后
plan-closing-next = 下个工作日下班前
plan-morning-next = 下个工作日上午
plan-assign = 改负责人
plan-next = 下一步做什么
plan-own-time = 自己选时间
plan-save = 保存

## 沟通、提到、事实

contact-legend = 记一次沟通
contact-words = 补一句，可不填
mention-pick = 提到
mention-nobody = 不提到谁
mention-here = {$who}在这里提到了你
mention-read = 标为已读
mention-read-all = 全部标为已读
fact-due = 到 {$value}
fact-mentions = 提到{$names}
pin-title = 事实
pin-pin = 钉住
pin-unpin = 取消钉住

## 小憩与提醒

later-title = 小憩与提醒
later-why = 为什么
later-until = 到什么时候
later-hint = 小憩时不出现在“轮到我”，有新进展会自动叫醒。提醒到时间出现在你的“今天”。
later-snoozed = 小憩到 {$until}
later-reminder = 提醒
later-done = 已办

## 检查项

check-title = 检查项
check-required = 必勾

## 交接卡

card-preview = 接手人会看到
card-quotes = 买家说
card-promised = 我们答应的
card-proven = 已证实
card-money = 款项
card-inspected = {$title}：合格 {$passed} 件，不合格 {$failed} 件
card-files = 凭证 {$n} 份
card-summary = {$kind}，原因是{$reason}。现在“{$state}”，下一步：{$next}。
card-summary-amount = {$kind}，原因是{$reason}，金额 {$amount}。现在“{$state}”，下一步：{$next}。
card-restate = 讲给买家听的话
card-buyer-agreed = 买家已确认，就是这个意思
card-agreed-at = 买家 {$at} 已确认
card-not-agreed = 待买家确认

## 给我的

nav-for-me = 给我的
for-me-handed = 交接给我
for-me-handed-empty = 没有等你接手的单。
for-me-reminders = 提醒
for-me-reminders-empty = 没有提醒。在售后单的“小憩与提醒”里可以设。
for-me-mentions = 提到我的
for-me-mentions-empty = 还没有人提到你。
for-me-given = 我交出去的
for-me-given-empty = 交出去的单都已确认。
