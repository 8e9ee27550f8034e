# 售後單上的日常

## 檢查項

check-order-no = 訂單編號無誤
check-product = 商品編號和規格無誤
check-problem = 問題描述清楚
check-opened-on-camera = 開箱時拍照存底
check-return-address = 收件地址與買家核對過
check-chat-read = 看過全部聊天記錄
check-facts-checked = 事實已向當事人核實
check-money-arrived = 買家確認款項已到帳
