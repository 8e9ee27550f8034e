# 每日跟進、早報

follow-title = 今日跟進
follow-hint = 今天要主動聯絡的：等回覆的買家、答應過的時間、自己記的提醒、要做的回訪、到點的事。每天早上也會寄到你填的信箱。
follow-none = 今天沒有要跟進的。
follow-reply = 買家在等回覆
follow-promise = 答應過的時間
follow-reminder = 提醒
follow-call-back = 回訪
follow-woken = 放到今天再看
follow-clock = 時限到
follow-next = 下一步
morning-subject = 今日跟進 { $count } 件
morning-lead = { $name }，早安。今天要跟進的有 { $count } 件，按時間排好了：
morning-open = 開啟今日跟進
morning-surveys = 還有 { $count } 條不滿意的回訪要看。
morning-why = 這是你在售後台填的早報信箱；不想收，在 設定 → 我的帳號 裡清空。
field-morning = 早報信箱
field-morning-hint = 每天早上 8:30 把今天要跟進的寄到這裡；沒有要跟進的就不寄，留空也不寄
