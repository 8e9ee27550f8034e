# 每日跟进、早报

follow-title = 今日跟进
follow-hint = 今天要主动联系的：等回复的买家、答应过的时间、自己记的提醒、要做的回访、到点的事。每天早上也会发到你填的邮箱。
follow-none = 今天没有要跟进的。
follow-reply = 买家在等回复
follow-promise = 答应过的时间
follow-reminder = 提醒
follow-call-back = 回访
follow-woken = 放到今天再看
follow-clock = 时限到
follow-next = 下一步
morning-subject = 今日跟进 { $count } 件
morning-lead = { $name }，早上好。今天要跟进的有 { $count } 件，按时间排好了：
morning-open = 打开今日跟进
morning-surveys = 还有 { $count } 条不满意的回访要看。
morning-why = 这是你在售后台填的早报邮箱；不想收，在 设置 → 我的账号 里清空。
field-morning = 早报邮箱
field-morning-hint = 每天早上 8:30 把今天要跟进的发到这里；没有要跟进的就不发，留空也不发
