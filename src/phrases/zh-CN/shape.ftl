# 合并、拆分、改类型

## 三页共用

shape-show = 先看结果
shape-unseen = 还没有执行：请先核对下面的变化，再确认。
shape-after = 合并后
shape-stays = 保留
shape-pieces = 件数
shape-reason = 原因（可不填）
shape-reason-hint = 会记进流水，买家看不到。
shape-clock-stays = 照走
shape-clock-starts = 开始
shape-clock-ends = 停止
shape-clock-replaced = 改期
shape-clock-outside = 平台或法定时效在外面不会停，请自己盯住。
shape-buyer-told = 买家会收到：{$news}。
shape-buyer-not-told = 买家不会自动收到通知，请自己告诉买家。

## 合并

shape-merge = 合并售后单
shape-merge-lead = 把另一张进行中的售后单并入 {$no}。先看清会移动什么，再确认。
shape-candidates = 可能是同一件事
shape-same-order = 同一订单
shape-same-buyer = 同一买家
shape-other-no = 要并入的售后单号
shape-reverse = 反过来：并入 {$no}
shape-what-moves = 会移动什么
shape-money-open = 待付款项
shape-money-paid = 已付款项
shape-promises = 未兑现的承诺
shape-number-leads = {$no} 继续有效，打开它会到合并后的售后单。
shape-timeline-stays = 两张单的流水都保留，合并后都能看到。
shape-state-of = 按本单的状态“{$state}”继续处理。
shape-no-way-back = 合并后不能撤销。
shape-merge-do = 并入 {$no}
shape-no-candidates = 没有同一订单或同一买家的其他进行中售后单。可以输入单号。
done-merged = 已把 {$gone} 并入 {$no}。
case-merged-timeline = {$no} 的流水

## 拆分

shape-split = 拆分售后单
shape-split-lead = 填要移到新单的件数。金额按件数分摊，两部分合计不变。
shape-goes = 移走
shape-stuck = 订单里没有，不能移走
shape-split-some = 至少移走一件，也至少留下一件。
shape-parts = 拆成两张
shape-new-case = 新售后单
shape-worth = 可退金额
shape-split-begins = 新单从“{$state}”开始，原因、责任方和负责人与本单相同。
shape-split-stays = 流水、凭证、包裹和平台售后单号留在本单，两张单互相链接。
shape-split-back = 拆开后要合回来，请用“合并售后单”。
shape-split-do = 移走 {$n} 件，新建售后单
done-split = 已移走 {$n} 件，新售后单已建好。

## 改类型

shape-convert = 改类型
shape-convert-lead = 现在是“{$kind}”。选新类型，先看什么保留、什么作废。
shape-convert-not = 不能改成
shape-convert-no-lines = 这张单没有订单商品，不能改成涉及退款或货物的类型。
shape-convert-keeps = 单号、退货码、流水、商品明细
shape-keeps-files = 凭证 {$n} 份
shape-keeps-parcels = 包裹 {$n} 个
shape-keeps-promises = 承诺 {$n} 条
shape-void = 作废
shape-offer-ends = 等买家答复的方案
shape-convert-why = 为什么改
shape-convert-why-hint = 写清买家怎么说、为什么换一种处理。
shape-buyer-agreed = 买家已同意改为“{$kind}”
shape-convert-do = 改为“{$kind}”
done-converted = 已从“{$from}”改为“{$kind}”，现在是“{$state}”。
