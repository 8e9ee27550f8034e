# 售后单的页面

## 单子

case-steps = 五个步骤
case-next = 下一步
case-not-now = 现在不能做的
case-wants = 买家要什么
case-applied = 申请金额
case-approved = 批准金额
case-intake = 来源
case-platform-no = 平台售后单号
case-platform-no-hint = 平台上已有售后单时填写。
case-rma = 退货码
case-owner = 负责人
case-next-action = 下一步
case-lines = 商品
case-goods = 商品
case-qty = 件数
case-paid = 实付
case-left = 可退
case-approved-qty = 同意
case-returned = 已退
case-passed = 合格
case-failed = 不合格
case-expected = 应收
case-grade = 等级
case-sent-out = 已发
case-order = 订单
case-order-no = 订单号
case-order-status = 订单状态
case-buyer = 买家
case-parcels = 包裹
case-carrier = 快递公司
case-tracking-no = 运单号
case-shipped-at = {$at} 发出
case-signed-at = {$at} 签收
case-freight = 运费 {$amount}
case-timeline = 时间线
case-buyer-sees = 买家可见
case-say = 写点什么
case-say-note = 写备注
case-say-buyer = 发给买家
case-receipt = 小票
case-receipt-empty = 还没有款项。
case-refundable = 最多可退 {$amount}。
case-sum = 买家实得
case-rules-version = 规则第 {$n} 版
case-deadlines = 时效
case-files = 文件
case-files-empty = 还没有文件。
case-attach = 上传
case-related = 相关的单
case-parent = 母单
case-child = 子单
case-split-from = 拆自
case-merged-into = 已并入
case-also-known-as = 并入的单号
case-claim-reason = 索赔原因
case-claimed = 索赔金额
case-recovered = 已赔金额
case-reference-no = 受理编号
case-ruling-amount = 裁决金额
case-points-lost = 扣分
case-group-dispute = 平台介入
case-group-claim = 快递索赔
case-group-money = 款项与审批
case-group-work = 交接与安排
case-group-shape = 合并、拆分、改类型

## 操作表单

case-at-most = 最多 {$amount}
case-with-more = 补充说明
case-optional = 可不填
case-choose = 请选择
case-copy = 复制
case-back = 返回
case-instead = 现在可以：
case-since-title = 你打开之后有新变化
case-since = 下面是刚刚发生的事。你填的内容还在，看过后可以再提交一次。
case-carriers = 顺丰 | 中通 | 圆通 | 申通 | 韵达 | 极兔 | 京东 | 邮政 EMS | 德邦 | 菜鸟

## 新建

case-new = 新建售后单
case-order-hint = 粘贴订单号，或在订单页点“新建售后单”。
case-order-find = 找到订单
case-order-not-found = 没有找到订单 {$no}。
case-order-by-hand = 手工录入订单
case-no-order = 没有订单号也要登记
case-kind-choose = 选择售后类型
case-kind-refund-only = 只退钱，货不退回。
case-kind-return-refund = 退货，验收后退款。
case-kind-exchange = 换一件同样的或别的规格。
case-kind-repair = 寄回修好再寄给买家。
case-kind-reship = 少发、漏发或丢件，再发一次。
case-kind-complaint = 不满意服务或处理，要求答复。
case-kind-review = 买家给了差评，联系并改进。
case-kind-compensation = 补运费、差价、延误或好意补偿。
case-kind-inquiry = 怎么用、怎么装、什么时候到。
case-kind-logistics = 停滞、丢失、破损或虚假签收。
case-shop = 店铺
case-about = 关于什么
case-about-hint = 写明商品和为什么没有订单。
case-subtype = 细分
case-reason = 原因
case-amount-hint = 留空按所选件数的可退金额计算。
case-amount-follows = 所选件数的可退金额，可以改小；没有改过就随件数重算。
case-warned = 建单前请留意
case-warned-now = 还没有建单：请先看下面的提醒，再提交一次就会建单。
case-buyer-text = 买家怎么说
case-tracking-hint = 有关的运单号。
case-override-hint = 已过期限或不在范围内时，写明理由才能继续，会记入流水。
case-line-open = 已有进行中的售后单
case-window-closed = 售后期已在 {$at} 结束。
case-open = 建立{$kind}单

## 完成后说的话

done-act = 已完成“{$verb}”，现在是“{$state}”。
done-case-opened = 售后单 {$no} 已建立。

## 填写有误

error-number-form = 请填写整数。
error-moment-form = 时间写成 2026-11-22 16:05 这样。
error-choice = 请从列表里选一项。
error-case-no-form = 单号不对，请核对最后一位校验码。
error-case-unknown = 找不到这张售后单。
error-grade-missing = 请选择等级。
error-invalid-here = 这里不合适，请修改。
error-pieces = 件数不能超过购买数量。
error-no-pieces = 至少填一件商品的件数。
error-upload-broken = 内容没有完整送达，请再试一次。
error-form-too-large = 填写的内容太长。
error-file-too-large = 文件不能超过 20 MB。
error-too-many-files = 一次最多上传 10 个文件。
error-file-kind = 只接受图片、视频、录音、PDF 和纯文本。
