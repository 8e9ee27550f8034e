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

## 草稿

draft-kept = 草稿，{$at} 已存
draft-taken-back = 已撤回的消息，{$at}
draft-not-sent = 没有发出：这张单子不再接收消息，文字放回这里，{$at}
draft-discard = 放弃草稿
draft-other = 这里还有一份草稿
draft-both-kept = 另一个窗口里也有一份草稿，两份都留着。
error-drafts-full = 草稿太多了，请先放弃一些。

## 发给买家之前

send-waiting = 马上发给买家：
send-waiting-by = {$who}的消息马上发给买家：
send-undo = 撤回
send-undo-left = 撤回（{$n}）
done-taken-back = 已撤回，没有发出。文字放回下面的框里。
done-taken-back-late = 已经发出，撤不回来了。

## 别人先改了

stale-now = 现在是「{$text}」
stale-still = 仍然提交：{$act}
stale-drop = 放弃，看最新的
