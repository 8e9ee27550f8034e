# 回訪問卷

survey-title = 這次售後辦得怎麼樣？
survey-solved = 問題解決了嗎？
survey-score = 滿意嗎？
survey-score-1 = 1 很不滿意
survey-score-2 = 2 不滿意
survey-score-3 = 3 普通
survey-score-4 = 4 滿意
survey-score-5 = 5 很滿意
survey-text = 想說的話（可不填）
survey-send = 送出
survey-again = 您已經評價過；這一次會補充在後面，不會覆蓋前一次。
survey-thanks = 謝謝您
survey-kept = 我們收到了，店裡的人改不了您的評價。
survey-opened = 很抱歉沒有解決。您的售後單已經重新打開，會有人聯絡您。
survey-unsaid = 買家在回訪裡說沒解決
solved-yes = 解決了
solved-partly = 部分解決
solved-no = 沒解決
surveys-title = 不滿意的回訪
surveys-hint = 買家在辦結後的評價。店裡的人不能改，看過並跟進後點「看過了」。
surveys-none = 沒有要看的評價。
surveys-seen = 看過了
surveys-of-case = 買家評價
error-survey-long = 最多 1000 個字
today-surveys = 有 { $n } 位買家不滿意
