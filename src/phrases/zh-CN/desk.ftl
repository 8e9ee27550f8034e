# 台面：页面上的话

## 名字

product = 售后台

## 页面框架

skip-to-content = 跳到正文
nav-label = 主导航
nav-today = 今天
nav-all = 全部
nav-orders = 订单
nav-warehouse = 仓库
nav-finance = 财务
nav-settings = 设置
find-label = 搜 单号 / 手机尾号 / 昵称 / 任何字词
at-risk = 2 小时内 {$amount} 有风险
sign-out = 退出
save = 保存
at-risk-short = {$amount} 有风险

## 列表

list-title = 售后单
list-tabs = 列表
list-open = 未结
list-mine = 我负责
list-by-itself = 平台到时
list-disputed = 平台介入
list-promised = 有承诺
list-all = 全部，新的在前
list-kind = 类型
list-role = 轮到谁
list-owner = 负责人
list-show = 显示
list-next = 下一页
list-empty = 这个列表里没有售后单。
list-empty-next = 从订单新建一张
col-left = 还剩多久
col-then = 到时会怎样
col-money = 金额
col-no = 单号
col-kind = 类型 · 渠道
col-state = 状态
col-buyer = 买家 · 商品
col-owner = 负责人

## 今天

today-by-itself = 到时平台自动处理
today-by-itself-empty = 48 小时内没有平台会自动处理的售后单。
today-promised = 我答应过的
today-promised-empty = 48 小时内没有到期的承诺。
today-mine = 轮到我
today-mine-empty = 现在没有要你处理的售后单。

## 队列

warehouse-title = 仓库
warehouse-empty = 没有等仓库处理的售后单。扫描退货单号或退货码可以打开对应的单。
warehouse-scan = 扫描运单号或退货码
warehouse-open = 打开
finance-title = 财务
finance-empty = 没有等财务处理的售后单。

## 查找

find-title = 查找
find-cases = 售后单
find-orders = 订单
find-buyers = 买家

## 登录与设置

sign-in = 登录
sign-in-wrong = 登录名或密码不对。
sign-in-too-often = 试的次数太多，请 15 分钟后再试。
field-login = 登录名
field-login-hint = 小写字母或数字，例如 wang。
field-password = 密码
field-password-hint = 至少 10 个字符，几个不相干的词最好记。
field-display-name = 姓名
field-shop-name = 店铺名称
field-channel = 渠道
field-lang = 语言
field-zone = 时区
field-theme = 外观
theme-auto = 跟随系统
theme-light = 浅色
theme-dark = 深色
password-short = 密码至少 10 个字符。
password-long = 密码最多 128 个字符。
password-common = 这个密码太常见，很容易被猜到。
password-wrong = 现在的密码不对。
password-change = 更改密码
password-old = 现在的密码
password-new = 新密码
setup-title = 开始使用售后台
setup-lead = 三步就好，之后都可以修改。
setup-token = 设置口令
setup-token-hint = 在启动窗口里，或数据文件夹的 setup-token 文件第一行。
setup-token-wrong = 设置口令不对或已过期。请复制启动窗口里的链接。
setup-owner = 店主账号
setup-shop = 店铺
setup-go = 开始使用
setup-demo = 示例数据
setup-demo-no = 不要，从空白开始
setup-demo-yes = 放进一家小店的订单和售后单，先看看怎么用

## 设置

settings-version = 版本
settings-cases = 售后单数
settings-orders = 订单数
settings-store = 数据
settings-store-ok = 可以读写
settings-staff = 员工
settings-staff-hint = 账号、角色、审批权限
settings-shops = 店铺
settings-shops-hint = 名称、退货地址、客服电话
settings-backups = 备份与检查
settings-backups-hint = 立即备份，检查数据是否完好
staff-add = 添加员工
staff-inactive = 已停用
staff-password-hint = 至少 10 个字符。当面告诉本人，请对方登录后更改。
staff-reset = 重设密码
field-roles = 角色
field-shops = 能看的店铺
field-shops-hint = 都不选就是全部店铺。
field-limit = 自己能批的金额上限（元）
field-limit-hint = 留空按角色默认。
field-active = 在职，可以登录
shop-add = 添加店铺
shop-no-address = 还没有退货地址
field-hotline = 客服电话
field-return-address = 退货地址
field-return-address-hint = 收件人、电话、地址。同意退货时告诉买家。
backup-make = 立即备份
backup-running = 正在备份，稍后刷新查看。
backup-folder = 备份保存在 {$folder}。
backup-key = 个人信息的密钥不在备份里，请另外保管。
backup-none = 还没有备份。点“立即备份”做第一份。
backup-at = 时间
backup-age = 多久以前
backup-size = 大小
backup-checked = 检查
backup-good = 完好
backup-wrong = 不可用
examine-title = 数据检查
examine-hint = 核对每条记录、索引、时间线和文件，什么都不会改动。
examine-go = 开始检查
examine-sound = 全部完好。
examine-unsound = 发现问题，请在服务器上运行 aftercare doctor 查看详情。
examine-events = 时间线记录
examine-files = 文件
examine-disk = 磁盘剩余

## 完成后说的话

done-saved = 已保存。
done-password = 密码已更改，其他设备已退出。
done-staff-added = 已添加。
done-staff-password = 密码已重设，对方需重新登录。
done-shop-added = 店铺已添加，接着填写退货地址。
done-backup = 备份完成，已检查。
done-backup-begun = 备份正在进行。

## 出错页面

failure-title-400 = 请求有误
failure-title-403 = 没有权限
failure-title-404 = 找不到
failure-title-405 = 不能这样打开
failure-title-409 = 现在不行
failure-title-413 = 内容太大
failure-title-422 = 需要修改
failure-title-429 = 太频繁
failure-title-500 = 出错了
failure-title-503 = 暂时不能保存
failure-400 = 浏览器发来的内容读不懂。请返回上一页再试一次。
failure-403 = 这个请求不是从本站页面发出的，已拒绝。请返回上一页刷新后再试。
failure-405 = 这个地址只接受表单提交。
failure-413 = 发送的内容超过了允许的大小。
failure-429 = 操作太频繁，请稍后再试。
failure-back = 回到首页
failure-request = 请求编号
