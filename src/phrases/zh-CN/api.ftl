# 接口

## 令牌能做什么

scope-cases-read = 查看售后单
scope-cases-act = 新建和处理售后单
scope-orders-read = 查看订单
scope-orders-write = 新增和更新订单
scope-import = 导入订单文件
scope-buyers-read = 查看买家（已打码）
scope-buyers-reveal = 查看完整的个人信息（逐项记录）
scope-search = 搜索

## 出了什么问题

problem-title-malformed = 请求读不懂
problem-malformed = 请求内容不是有效的 JSON。
problem-title-invalid-query = 查询参数有误
problem-invalid-query = 网址里的参数有不认识的、重复的或不合要求的，见 errors。
problem-title-idempotency-key-missing = 缺少 Idempotency-Key
problem-idempotency-key-missing = 会改动数据的请求要带 Idempotency-Key：1 到 80 个可见字符，每次改动各用一个。
problem-title-not-authenticated = 没有有效的令牌
problem-not-authenticated = 请在 Authorization 里带上有效的令牌。它可能已过期、已撤销，或所属的人已停用。
problem-title-scope-missing = 令牌没有这项范围
problem-scope-missing = 这个令牌没有开通这项范围，请换一个令牌。
problem-title-not-allowed = 没有权限
problem-not-allowed = 令牌所属的人没有这项权限。
problem-title-not-found = 找不到
problem-not-found = 找不到这条记录，或者令牌所属的人看不到它。
problem-title-method-not-allowed = 这个地址不支持这种方法
problem-method-not-allowed = 这个地址支持的方法写在 Allow 里。
problem-title-refused = 规则不允许
problem-refused = 规则不允许这样做。
problem-title-warned = 有提醒需要确认
problem-warned = 新建前有提醒，看过后把它们写进 accept_warnings 再发一次。
problem-title-changed-meanwhile = 现在的状态做不了
problem-changed-meanwhile = 它刚被改过，或正在进行。请看过现在的状态再决定。
problem-title-precondition-failed = 已被别人改过
problem-precondition-failed = 读取之后已有改动（If-Match 对不上），请重新读取。
problem-title-too-large = 内容太大
problem-too-large = 请求内容超过了上限。
problem-title-wrong-content-type = 内容类型不对
problem-wrong-content-type = 这个地址不接受这种 Content-Type。
problem-title-invalid = 内容不合要求
problem-invalid = 有内容不合要求，见 errors。
problem-title-idempotency-key-reused = Idempotency-Key 已用过
problem-idempotency-key-reused = 这个 Idempotency-Key 已用于另一份内容。新的改动请用新的。
problem-title-too-many-requests = 请求太频繁
problem-too-many-requests = 请求太频繁，请等 Retry-After 写的秒数再试。
problem-title-fault = 系统出错
problem-fault = 系统出错了，已按 request_id 记入日志。
problem-title-unavailable = 暂时不能保存
problem-unavailable = 系统暂时不能保存，或等候的操作太多。可用同一个 Idempotency-Key 稍后重试。

## 哪里不合要求

error-field-unknown = 没有这个字段。
error-field-twice = 同一个字段出现了两次。
error-value-form = 类型或格式不对。
error-time-form = 时间写成 RFC 3339，例如 2026-11-22T09:00:00+08:00。
error-amount-range = 金额是以分为单位的整数，0 到 100000000000。
error-text-long = 文字太长。
error-text-control = 文字里有控制字符。
error-cursor = 请原样使用上一页的 next。
error-field-not-asked = 这个动作不需要这一项。
error-one-per-line = 按售后单的明细逐行各写一项。
error-other-shop = 订单属于另一家店铺。
error-if-match = 写成读取时 ETag 的样子，例如 "12"。
error-key-form = 写成 1 到 80 个可见 ASCII 字符，只出现一次。
error-key-reused = 它已用于另一份内容。

## 设置

setting-api-per-minute = 一个接口令牌每分钟最多请求几次
setting-api-burst = 其中最多几次可以同时到
setting-right-api-per-minute = 1 到 1000000 的整数
setting-right-api-burst = 1 到 100000 的整数

## 令牌页

tokens-about = 令牌让程序用你的身份读写售后台，权限不会超过你自己。每个程序各用一个，不用了就撤销。
tokens-document = 接口说明（OpenAPI）
tokens-none = 还没有令牌。
tokens-new = 新建令牌
token-confirm = 输入密码后新建
token-name = 名称
token-name-hint = 写明给谁用，例如“仓库脚本”
token-whose = 所属
token-begins = 开头
token-scopes = 可以做
token-scopes-hint = 只勾需要的。
token-expires = 有效期
token-used = 最近使用
token-never-used = 还没用过
token-endless = 长期有效
token-expired = 已过期
token-days-30 = 30 天
token-days-90 = 90 天
token-days-365 = 1 年
token-create = 新建令牌
token-revoke = 撤销
token-shown = 新令牌，只显示这一次，请马上复制到要用的地方：
token-was-shown = 这个令牌刚才已经新建，并且只显示那一次。没来得及复制的话，请撤销它再新建一个。
token-name-form = 名称最多 64 个字，不能换行。
token-scope-missing = 至少勾一项。
token-expires-past = 有效期要在以后。
token-too-many = 令牌太多了，先撤销不用的。
done-token-revoked = 已撤销，用它的程序马上进不来了。

## 命令行

cli-token = 接口令牌：新建、列出、撤销
cli-token-create = 新建令牌，只显示一次
cli-token-list = 列出所有令牌
cli-token-revoke = 撤销令牌
cli-token-login = 令牌用谁的权限：登录名
cli-token-name = 令牌的名称
cli-token-scope = 可以做什么，可写多次
cli-token-expires = 到期日（YYYY-MM-DD，当天结束时）；不写则长期有效
cli-token-json = 输出 JSON
cli-token-id = 令牌的编号，见 token list
cli-token-made = 令牌（只显示这一次）：{ $token }
cli-token-revoked = 已撤销令牌 { $id }“{ $name }”。
cli-token-unknown = 没有编号为 { $id } 的令牌。
cli-token-day = 到期日写成 2027-06-30 这样，并且在今天之后。
cli-demo-token = 接口（店主的令牌，只在这里显示）：{ $address } Authorization: Bearer { $token }
