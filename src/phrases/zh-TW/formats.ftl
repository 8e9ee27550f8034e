# 時間與數目的寫法

## 時間

weekday-1 = 週一
weekday-2 = 週二
weekday-3 = 週三
weekday-4 = 週四
weekday-5 = 週五
weekday-6 = 週六
weekday-7 = 週日
day-heading = {$month} 月 {$day} 日 {$weekday}
day-heading-year = {$year} 年 {$month} 月 {$day} 日 {$weekday}
span-under-a-minute = 不到 1 分鐘
span-minutes = {$larger} 分鐘
span-hours = {$larger} 小時
span-hours-minutes = {$larger} 小時 {$smaller} 分
span-days = {$larger} 天
span-days-hours = {$larger} 天 {$smaller} 小時
time-left = 還剩 {$span}
time-over = 已逾時 {$span}
time-ago = {$span}前
time-just-now = 剛剛

## 列舉

list-separator = 、
