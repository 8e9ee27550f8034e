# 时间与数目的写法

## 时间

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
day-heading = {$month} 月 {$day} 日 {$weekday}
day-heading-year = {$year} 年 {$month} 月 {$day} 日 {$weekday}
span-under-a-minute = 不到 1 分钟
span-minutes = {$larger} 分钟
span-hours = {$larger} 小时
span-hours-minutes = {$larger} 小时 {$smaller} 分
span-days = {$larger} 天
span-days-hours = {$larger} 天 {$smaller} 小时
time-left = 还剩 {$span}
time-over = 已超 {$span}
time-ago = {$span}前
time-just-now = 刚刚

## 列举

list-separator = 、
