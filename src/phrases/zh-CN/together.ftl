# 几个人、几个窗口一起做：谁在看、改了什么、草稿、撤回

## 谁在这里，改了什么

live-looking = {$names}也在看
live-writing = {$names}正在写
live-changed = 打开后有 { $n } 处更新：
live-see = 看最新的

## 连线

line-lost = 连不上服务器，写的内容先留在这一页。连上后会自动存好，请先不要关闭。
line-over = 登录已结束。写的内容还在这一页；重新登录后回到这里再提交。
line-sign-in = 重新登录
