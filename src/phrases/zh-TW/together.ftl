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

## 草稿

draft-kept = 草稿，{$at} 已存
draft-taken-back = 已收回的訊息，{$at}
draft-not-sent = 沒有送出：這張單子不再接收訊息，文字放回這裡，{$at}
draft-discard = 放棄草稿
draft-other = 這裡還有一份草稿
draft-both-kept = 另一個視窗裡也有一份草稿，兩份都留著。
error-drafts-full = 草稿太多了，請先放棄一些。

## 傳給買家之前

send-waiting = 即將傳給買家：
send-waiting-by = {$who}的訊息即將傳給買家：
send-undo = 收回
send-undo-left = 收回（{$n}）
done-taken-back = 已收回，沒有送出。文字放回下面的框裡。
done-taken-back-late = 已經送出，收不回來了。

## 別人先改了

stale-now = 現在是「{$text}」
stale-still = 仍然送出：{$act}
stale-drop = 放棄，看最新的
