# 售后单上的日常

## 检查项

check-order-no = 订单号无误
check-product = 商品编号和规格无误
check-problem = 问题描述清楚
check-opened-on-camera = 开箱时拍照留底
check-return-address = 收货地址与买家核对过
check-chat-read = 看过全部聊天记录
check-facts-checked = 事实已向当事人核实
check-money-arrived = 买家确认钱已到账
