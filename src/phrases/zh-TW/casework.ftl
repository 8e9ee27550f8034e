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
