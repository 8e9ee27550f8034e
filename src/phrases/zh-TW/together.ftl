# 幾個人、幾個視窗一起做：誰在看、改了什麼、草稿、收回

## 誰在這裡，改了什麼

live-looking = {$names}也在看
live-writing = {$names}正在寫
live-changed = 開啟後有 { $n } 處更新：
live-see = 看最新的

## 連線

line-lost = 連不上伺服器，寫的內容先留在這一頁。連上後會自動存好，請先不要關閉。
line-over = 登入已結束。寫的內容還在這一頁；重新登入後回到這裡再送出。
line-sign-in = 重新登入
