# 原因与凭证

## 原因大类

reason-class-quality = 商品质量
reason-class-logistics = 物流问题
reason-class-shipping = 发货问题
reason-class-mismatch = 商品不符
reason-class-service = 服务
reason-class-buyer = 买家因素
reason-class-usage = 操作咨询
reason-class-price = 价格

## 原因

reason-broken = 损坏
reason-flaw = 瑕疵
reason-malfunction = 性能故障
reason-fading = 掉色
reason-shrinking = 缩水
reason-deformed = 变形
reason-workmanship = 做工线头
reason-itchy = 刺人不适
reason-expired-or-unlabelled = 过保质期或无中文标签
reason-late = 物流延迟
reason-lost = 包裹丢失
reason-wrong-courier = 错发快递
reason-damaged-in-transit = 运输破损
reason-courier-attitude = 快递员态度差
reason-false-sign = 虚假签收
reason-wrong-item = 发错款
reason-left-out = 漏发
reason-missing-parts = 少配件
reason-too-many = 多发
reason-out-of-stock = 缺货
reason-size = 尺寸码数不符
reason-colour = 颜色色差
reason-material = 材质不符
reason-not-as-pictured = 图片不符
reason-model = 型号不匹配
reason-presales-attitude = 售前态度差
reason-misled = 销售误导
reason-aftersales-attitude = 售后态度差
reason-slow = 处理慢
reason-broken-promise = 承诺未兑现
reason-bad-review = 差评
reason-seven-days = 七天无理由
reason-after-seven-days = 超过七天
reason-unwanted-unshipped = 不想要了（未发货）
reason-unwanted-shipped = 不想要了（已发货）
reason-change-address = 修改地址
reason-wrong-address = 地址填错
reason-away = 出差无法收货
reason-bought-wrong = 拍错
reason-how-to-use = 使用方法
reason-installing = 安装
reason-care = 维护保养
reason-price-drop = 降价退差
reason-missed-discount = 优惠未享
reason-freight-overpaid = 运费多收
reason-return-freight = 退运费

## 请买家提供什么

evidence-whole-item = 商品整体照片
evidence-defect-close-up = 问题部位特写
evidence-label = 吊牌或标签照片
evidence-function-video = 故障视频
evidence-outer-box = 外箱六面照片
evidence-waybill = 快递面单照片
evidence-contents = 箱内全部物品照片
evidence-packing-list = 装箱单
evidence-waybill-weight = 面单重量
evidence-ruler-photo = 用尺测量的照片
evidence-daylight-photo = 自然光下的照片
evidence-chat-record = 聊天记录截图
evidence-goods-intact = 商品完好的照片
evidence-screenshot = 页面截图
