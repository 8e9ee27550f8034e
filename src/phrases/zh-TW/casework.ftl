# 售後單上的日常

## 檢查項

check-order-no = 訂單編號無誤
check-product = 商品編號和規格無誤
check-problem = 問題描述清楚
check-opened-on-camera = 開箱時拍照存底
check-return-address = 收件地址與買家核對過
check-chat-read = 看過全部聊天記錄
check-facts-checked = 事實已向當事人核實
check-money-arrived = 買家確認款項已到帳

## 溝通

contact-channel-phone-out = 電話撥出
contact-channel-phone-in = 電話撥入
contact-channel-chat = 平台聊天
contact-channel-wechat = 微信
contact-channel-sms = 簡訊
contact-channel-email = 電子郵件
contact-channel-page = 頁面留言
contact-channel-in-person = 當面
contact-outcome-reached = 已聯絡上
contact-outcome-no-answer = 沒接通
contact-outcome-call-later = 約好再聯絡
contact-outcome-refused = 對方拒絕
contact-outcome-sent = 已送出
contact-outcome-buyer-came = 買家找來
direction-in = 買家來聯絡
direction-out = 我方聯絡
hand-over-answer-open = 未確認
hand-over-answer-taken = 已接手
hand-over-answer-given-back = 已退回

## 操作

verb-log-contact = 記一次溝通
verb-pin = 釘為事實
verb-unpin = 取消釘選
verb-take-over = 確認接手
verb-restate = 向買家複述
verb-give-back = 退回交接
verb-snooze = 小憩
verb-wake = 結束小憩
verb-remind = 提醒我
verb-remind-done = 提醒已辦
verb-check = 勾選檢查項
verb-uncheck = 取消勾選
verb-hint-take-over = 先把你的理解講給買家聽，買家認可後勾選。勾選之前不能用別的方式回覆買家。
verb-hint-restate = 買家會看到這段話。對方認可後，再到「確認接手」裡勾選。
verb-hint-give-back = 單子回到交接人手裡，對方會看到原因。
verb-hint-snooze = 到時間之前不出現在「輪到我」。不能越過平台和法律的時效；有新進展會自動叫醒。
verb-hint-remind = 到時間出現在你的「今天」，只有你會看到。
field-contact-channel = 溝通管道
field-contact-outcome = 溝通結果
field-mentions = 提到同事
field-pinned = 釘為事實
field-event = 歷程
field-reminder = 提醒
field-item = 檢查項
field-help-mentions = 對方會在「給我的」裡看到。
field-help-pinned = 一直顯示在時間軸上方。

## 拒絕與前提

refusal-past-deadline = 「{$deadline}」在 {$time} 到期，不能推到那之後。
refusal-unchecked = 先勾選這些檢查項：{$items}。
refusal-cannot-see = {$name}看不到這張單，請換一位同事。
need-handed-to-you = 沒有等你確認的交接。
need-not-taken-yet = 沒有等你答覆的交接，不能退回。
need-buyer-heard = 這張單剛交接：接手人先向買家複述，買家確認後才能回覆。
need-no-hard-deadline = 平台或法律的時效馬上到期，不能小憩。
need-snoozed = 沒有在小憩。
need-own-reminder = 你在這張單上沒有提醒。
need-unticked-item = 這一步沒有未勾選的檢查項。
need-ticked-item = 這一步沒有已勾選的檢查項。
need-pinned-fact = 沒有釘選的事實。

## 負責人、下一步、時間

preset-closing = 今天下班前
preset-morning = 明天上午
preset-three-days = 3 天後
plan-closing-next = 下個工作日下班前
plan-morning-next = 下個工作日上午
plan-assign = 改負責人
plan-next = 下一步做什麼
plan-own-time = 自己選時間
plan-save = 儲存

## 溝通、提到、事實

contact-legend = 記一次溝通
contact-words = 補一句，可不填
mention-pick = 提到
mention-nobody = 不提到誰
mention-here = {$who}在這裡提到了你
mention-read = 標為已讀
mention-read-all = 全部標為已讀
fact-due = 到 {$value}
fact-mentions = 提到{$names}
pin-title = 事實
pin-pin = 釘住
pin-unpin = 取消釘住

## 小憩與提醒

later-title = 小憩與提醒
later-why = 為什麼
later-until = 到什麼時候
later-hint = 小憩時不出現在「輪到我」，有新進展會自動叫醒。提醒到時間出現在你的「今天」。
later-snoozed = 小憩到 {$until}
later-reminder = 提醒
later-done = 已辦

## 檢查項

check-title = 檢查項
check-required = 必勾

## 交接卡

card-preview = 接手人會看到
card-quotes = 買家說
card-promised = 我們答應的
card-proven = 已證實
card-money = 款項
card-inspected = {$title}：合格 {$passed} 件，不合格 {$failed} 件
card-files = 憑證 {$n} 份
card-summary = {$kind}，原因是{$reason}。現在「{$state}」，下一步：{$next}。
card-summary-amount = {$kind}，原因是{$reason}，金額 {$amount}。現在「{$state}」，下一步：{$next}。
card-restate = 講給買家聽的話
card-buyer-agreed = 買家已確認，就是這個意思
card-agreed-at = 買家 {$at} 已確認
card-not-agreed = 待買家確認

## 給我的

nav-for-me = 給我的
for-me-handed = 交接給我
for-me-handed-empty = 沒有等你接手的單。
for-me-reminders = 提醒
for-me-reminders-empty = 沒有提醒。在售後單的「小憩與提醒」裡可以設。
for-me-mentions = 提到我的
for-me-mentions-empty = 還沒有人提到你。
for-me-given = 我交出去的
for-me-given-empty = 交出去的單都已確認。
