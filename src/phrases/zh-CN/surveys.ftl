# 回访问卷

survey-title = 这次售后办得怎么样？
survey-solved = 问题解决了吗？
survey-score = 满意吗？
survey-score-1 = 1 很不满意
survey-score-2 = 2 不满意
survey-score-3 = 3 一般
survey-score-4 = 4 满意
survey-score-5 = 5 很满意
survey-text = 想说的话（可不填）
survey-send = 提交
survey-again = 你已经评价过；这一次会补充在后面，不会覆盖前一次。
survey-thanks = 谢谢你
survey-kept = 我们收到了，店里的人改不了你的评价。
survey-opened = 很抱歉没有解决。你的售后单已经重新打开，会有人联系你。
survey-unsaid = 买家在回访里说没解决
solved-yes = 解决了
solved-partly = 部分解决
solved-no = 没解决
surveys-title = 不满意的回访
surveys-hint = 买家在办结后的评价。店里的人不能改，看过并跟进后点“看过了”。
surveys-none = 没有要看的评价。
surveys-seen = 看过了
surveys-of-case = 买家评价
error-survey-long = 最多 1000 个字
today-surveys = 有 { $n } 位买家不满意
