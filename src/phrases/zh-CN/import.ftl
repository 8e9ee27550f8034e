# 导入

## 整个文件为什么读不了

import-refused-empty = 文件是空的。请重新从平台导出后再上传。
import-refused-too-large = 文件超过 {$limit} MB。请按时间分成几段导出，再逐个上传。
import-refused-program = 这是一个程序，不是表格。请不要打开它，重新从平台导出订单。
import-refused-picture = 这是一张图片，不是表格。请上传平台导出的 CSV 或 Excel。
import-refused-pdf = 这是 PDF，里面的表格读不出来。请从平台导出 CSV 或 Excel。
import-refused-other-kind = 这是 {$kind} 文件，不是表格。请上传平台导出的 CSV 或 Excel。
import-refused-html-table = 这其实是网页，只是名字像 Excel。请用 Excel 打开，另存为 .xlsx 后再上传。
import-refused-archive = 这是压缩包。请先解压，再上传里面的表格。
import-refused-other-workbook = 这种工作簿读不了。请另存为 .xlsx 或 .csv 后再上传。
import-refused-not-text = 文件里不是文字，也不是工作簿。请重新从平台导出。
import-refused-bomb = 这个工作簿解开后大得不正常，没有打开它。请重新导出，或另存为 CSV。
import-refused-line-too-long = 第 {$row} 行超过 {$limit} KB，多半是引号没有成对。请检查这一行，或换成 .xlsx 导出。
import-refused-too-many-columns = 超过 {$limit} 列。请确认这是平台导出的订单表。
import-refused-too-many-rows = 超过 {$limit} 行。请按时间分成几段导出，再逐个上传。
import-refused-too-scattered = 同一订单的行离得太远，内存放不下。请先按订单编号排序，或把订单表和商品表分开上传。
import-refused-encrypted = 工作簿设了密码。请在 Excel 里去掉密码再上传。
import-refused-damaged = 工作簿已经损坏。请重新从平台导出。
import-refused-unknown-headings = 没有见过这样的表头。请在预览里指定每一列是什么，下次会记得。
import-refused-missing-columns = 缺少必需的列：{$columns}。请在平台导出时勾选它们，或在预览里指定。
import-refused-unreadable = 文件没有读完，可能上传中断了。请再试一次。

## 一行为什么没有导入

import-reason-missing = 必需的内容是空的。
import-reason-digits-lost = 编号被表格软件改成了科学记数，后面的数字已经丢失。请重新导出，不要用表格软件打开后保存。
import-reason-not-a-number = 这不像是编号。
import-reason-not-money = 金额看不懂，或者超过两位小数。
import-reason-not-a-count = 数量应该是 1 以上的整数。
import-reason-not-a-time = 时间看不懂，或者没有这一天。
import-reason-too-long = 内容太长。
import-reason-quote-open = 这一格的引号没有成对，把后面的行也吞了进来。
import-reason-other-row = 同一订单的另一行有问题，整张订单先不导入。
import-reason-no-order = 看不出这一行属于哪张订单。
import-reason-order-unknown = 没有这张订单。请先导入订单表。
import-reason-kind-unknown = 看不出买家要的是退款、退货还是别的。请在平台上查看，再手工登记。
import-reason-refused = 按规则不能这样处理。

## 列的含义

import-field-order-no = 订单编号
import-field-status = 订单状态
import-field-nick = 买家昵称
import-field-buyer-id = 买家平台编号
import-field-ordered-at = 下单时间
import-field-paid-at = 付款时间
import-field-shipped-at = 发货时间
import-field-signed-at = 签收时间
import-field-completed-at = 完成时间
import-field-closed-at = 关闭时间
import-field-goods-total = 货款合计
import-field-freight = 运费
import-field-discount = 优惠
import-field-subsidy = 平台承担的优惠
import-field-paid-total = 实付金额
import-field-seller-note = 商家备注
import-field-buyer-note = 买家留言
import-field-close-reason = 关闭原因
import-field-pay-method = 支付方式
import-field-receiver = 收货人
import-field-phone = 电话
import-field-address = 收货地址
import-field-province = 省
import-field-city = 市
import-field-district = 区县
import-field-carrier = 物流公司
import-field-tracking-no = 物流单号
import-field-sub-order-no = 子订单编号
import-field-title = 商品标题
import-field-sku-text = 规格
import-field-sku-code = 商家编码
import-field-quantity = 数量
import-field-unit-price = 单价
import-field-line-paid = 这一行的实付（不含运费）
import-field-line-due = 这一行的应付（含运费）
import-field-refund-no = 平台售后单号
import-field-refund-kind = 售后类型
import-field-refund-status = 售后状态
import-field-refund-amount = 退款金额
import-field-refund-reason = 售后原因
import-field-refund-text = 买家说明
import-field-applied-at = 申请时间
import-field-finished-at = 完结时间
import-field-due-at = 逾期时间
import-field-goods-status = 货物状态
import-field-needs-return = 是否需要退货
import-field-intervention = 平台介入
import-field-return-carrier = 退货物流公司
import-field-return-tracking-no = 退货物流单号
import-field-unused = 不用这一列

## 这张表里是什么

import-sheet-orders = 订单
import-sheet-lines = 订单里的商品
import-sheet-refunds = 售后单

## 认得的表格

import-profile-desk-orders = 售后台导出的订单
import-profile-taobao-classic = 淘宝订单（旧版 CSV）
import-profile-taobao-2026 = 淘宝订单（2026 版工作簿）
import-profile-taobao-sub-orders = 淘宝子订单
import-profile-taobao-two-sheets = 淘宝订单（两张表）
import-profile-taobao-lines = 淘宝宝贝报表
import-profile-taobao-refunds = 淘宝退款列表
import-profile-pinduoduo-orders = 拼多多订单
import-profile-pinduoduo-refunds = 拼多多售后列表
import-profile-douyin-orders = 抖店订单
import-profile-douyin-refunds = 抖店售后列表
import-profile-jd-orders = 京东订单
import-profile-jd-services = 京东服务单
import-profile-1688-orders = 1688 订单（简表）
import-profile-1688-workbook = 1688 订单（工作簿）
import-profile-wechat-orders = 微信小店订单
import-profile-wechat-refunds = 微信小店售后列表
import-profile-by-hand = 手工指定

## 文字编码

import-encoding-utf-8 = UTF-8
import-encoding-gb18030 = 简体中文（GBK、GB18030）
import-encoding-utf-16le = UTF-16（小端）
import-encoding-utf-16be = UTF-16（大端）
import-encoding-big5 = 繁体中文（Big5）

## 有问题的行导出时多出的列

import-bad-row = 原文件行号
import-bad-column = 有问题的列
import-bad-reason = 原因

## 导入到了哪一步

import-state-waiting = 等待确认
import-state-running = 正在导入
import-state-done = 已完成
import-state-cancelled = 已停止
import-state-refused = 文件读不了
import-state-failed = 中断了，可以再导入一次
