## The page of search

search-what = 找什么
search-everything = 全部
search-words = 文字相符
search-exact = 号码相符
search-count = 共 { $n } 条
search-count-about = 约 { $n } 条，新的在前
search-building = 搜索索引正在重建，已完成 { $n }%。最新的已经能搜到，其余稍后补上。
search-nothing = 没有找到“{ $q }”。换个说法、少打几个字，或者去掉筛选条件再试。
search-any-kind = 所有类型
search-any-state = 处理中和已关闭
search-any-shop = 所有店铺
search-any-owner = 所有负责人
search-any-channel = 所有渠道
search-open = 处理中
search-closed = 已关闭
search-from = 从
search-until = 到
search-narrow = 筛选
search-clear = 清除筛选
search-an-order = 订单
search-a-buyer = 买家
search-their-cases = 负责的售后单
search-its-cases = 店铺的售后单

## Where it was found

search-colon = ：
search-in-number = 号码
search-in-goods = 商品
search-in-said = 对话
search-in-file = 文件名
search-in-tag = 标签
search-in-note = 备注
search-in-region = 地区

## What can be looked for

search-can-number = 号码
search-can-number-how = 售后单号、退货码、订单号、运单号、流水号、商家编码。输入开头几位就行，短横、空格、大小写、全角半角都不影响。
search-can-person = 买家
search-can-person-how = 完整手机号、手机号后四位、昵称。
search-can-words = 文字
search-can-words-how = 商品、买家留言、内部备注、订单备注、文件名里的任何字词，一个字也可以。
search-can-several = 几个词
search-can-several-how = 用空格隔开，表示每个词都要有，例如“保温杯 破损”。
