# 外掛

## 哪裡不對

plugin-fault-not-toml = 不是有效的 TOML：{ $found }。
plugin-fault-not-text = 含有看不見的字元或不是 UTF-8 文字，請重新輸入：{ $write }
plugin-fault-missing = 缺少這一項。請寫：{ $write }
plugin-fault-unknown-key = 不認識「{ $found }」。這裡可以寫：{ $write }
plugin-fault-wrong-kind = 型別不對（現在是 { $found }）。請寫：{ $write }
plugin-fault-empty = 不能留空。請寫：{ $write }
plugin-fault-too-long = 太長了，最多 { $write }：{ $found }
plugin-fault-too-many = 一共 { $found } 項，最多 { $write } 項。
plugin-fault-twice = 重複了：{ $found }。只保留一個。
plugin-fault-not-among = 沒有「{ $found }」。可以選：{ $write }
plugin-fault-out-of-bounds = { $found } 超出範圍。可以寫：{ $write }
plugin-fault-schema-newer = 這份清單是第 { $found } 版格式，本系統只讀第 1 版。請升級售後台，或改寫為 { $write }。
plugin-fault-plugin-id-form = 「{ $found }」不能當編號。用倒寫的網域，小寫字母、數字和連字號：{ $write }
plugin-fault-version-form = 「{ $found }」不是三段式版本號（不帶 + 號後綴）。請寫：{ $write }
plugin-fault-api-form = 「{ $found }」不是正式發布的介面版本。請寫：{ $write }
plugin-fault-api-newer = 這個外掛是為更新的售後台做的（介面 { $found }，本系統是 { $write }）。請先升級售後台。
plugin-fault-api-older = 這個外掛是為舊版介面 { $found } 做的，本系統（{ $write }）已不再支援。請向發布者要新版本。
plugin-fault-key-form = 「{ $found }」不能當名字。用小寫字母開頭，只含小寫字母、數字和連字號，最多 40 個：{ $write }
plugin-fault-origin-form = 「{ $found }」不是可用的來源。只寫 https://、網域和可選的連接埠：{ $write }
plugin-fault-origin-plain = 未加密的位址「{ $found }」只能用於店內網路（private = true）。請寫：{ $write }
plugin-fault-origin-literal = 「{ $found }」是 IP 位址或店內主機。請寫網域；確實在店內網路時加 private = true。例：{ $write }
plugin-fault-path-form = 「{ $found }」不能當路徑前綴：以 / 開頭，不含 ..、//、%、? 和 *。例：{ $write }
plugin-fault-pattern-form = 「{ $found }」不能當樣式：* 代表任意一段，? 代表一個字，# 代表一個數字。例：{ $write }
plugin-fault-pattern-alone = 只有主機由設定項填寫時才能寫樣式。請寫：{ $write }
plugin-fault-setting-unknown = 沒有名為「{ $found }」的設定項。請加上：{ $write }
plugin-fault-setting-no-host = 這個設定項的型別是 { $found }，不能當主機用。請改為：{ $write }
plugin-fault-origin-not-asked = 密鑰不能送往「{ $found }」，因為 permissions.http 裡沒有它。可以寫：{ $write }
plugin-fault-secret-unknown = 沒有名為「{ $found }」的密鑰。請加上：{ $write }
plugin-fault-secret-only = 這一項只有密鑰才能有（現在是 { $found }）。請改為：{ $write }
plugin-fault-network-unused = 這類外掛沒有網路，請刪去 permissions.http。
plugin-fault-webhook-needed = { $found } 要接收推送，請加上：{ $write }
plugin-fault-webhook-unused = 它沒有接收推送的介面，請刪去 [permissions.webhook]。
plugin-fault-choices-needed = 型別 choice 要有選項，其他型別不能有（現在是 { $found }）：{ $write }
plugin-fault-default-unfit = 預設值「{ $found }」不符合自己的要求（型別 { $write }；密鑰不能有預設值）。
plugin-fault-duration-form = 「{ $found }」不是時長。用數字加 s、m、h 或 d：{ $write }
plugin-fault-below-floor = every 是 { $found }，比 min（{ $write }）還短。請改長 every。
plugin-fault-call-not-offered = 它的 worlds 裡沒有「{ $found }」。可以寫：{ $write }
plugin-fault-call-not-scheduled = 「{ $found }」不能定時呼叫。可以寫：{ $write }

## 套件本身

plugin-fault-not-zip = 這不是外掛套件。請選 .asp 檔案。
plugin-fault-packed-too-large = 太大了：{ $found }，最多 { $write }。
plugin-fault-unpacked-too-large = 解開後超過 { $write }。
plugin-fault-too-many-files = 套件裡的檔案超過 { $write } 個。
plugin-fault-name-form = 檔名「{ $found }」不可用：只能是套件內的相對路徑，用字母、數字、點、連字號和底線。
plugin-fault-compressed = 套件裡的檔案不壓縮。請用 aftercare plugin pack 打包。
plugin-fault-container = 套件在這裡被改過或損壞了。請重新下載；作者請用 aftercare plugin pack 打包。
plugin-fault-file-missing = 套件裡缺少這個檔案。
plugin-fault-file-unasked = 套件裡不放這個檔案。只放 plugin.toml、plugin.wasm、README、LICENSE 和 fixtures/。
plugin-fault-sums-form = 校驗表寫法不對。請用 aftercare plugin pack 重新打包。
plugin-fault-sums-other = 校驗表屬於另一個外掛或版本。請重新打包。
plugin-fault-sum-missing = 校驗表裡沒有這個檔案：是後來塞進去的。
plugin-fault-sum-wrong = 內容與校驗值不符：被改過或損壞了。
plugin-fault-signature-form = 簽章寫法不對。請用 aftercare plugin sign 重新簽章。
plugin-fault-signature-wrong = 簽章不是這把密鑰對這些檔案簽的：內容被改過。不要安裝。
plugin-fault-hand-over-form = 密鑰交接聲明寫法不對。請用 aftercare plugin sign --from 重新簽章。
plugin-fault-hand-over-wrong = 密鑰交接聲明不是舊密鑰為這個外掛和這把新密鑰簽的。不要安裝。
plugin-fault-machine-code = 這是編譯好的機器碼，任何情況下都不接受。只放 WebAssembly 元件。
plugin-fault-core-module = 這是 WebAssembly 模組，還不是元件。請用 aftercare plugin build 產生元件。
plugin-fault-not-component = 這不是 WebAssembly 元件。請用 aftercare plugin build 產生。
plugin-fault-place-line = { $file } 第 { $line } 行 { $key }
plugin-fault-at = { $place }：{ $said }

## 它想做什麼

plugin-offer-account = 測試連線
plugin-offer-courier = 查詢物流
plugin-offer-courier-recognise = 辨識單號屬於哪家物流
plugin-offer-courier-subscribe = 訂閱物流變化
plugin-offer-courier-push = 讀取物流推送
plugin-offer-marketplace = 讀取平台的訂單和售後申請，把決定送回平台
plugin-offer-marketplace-order = 按編號讀取平台的一張訂單
plugin-offer-marketplace-push = 讀取平台推送
plugin-offer-sms = 傳送簡訊
plugin-offer-sms-check = 查簡訊送出了沒有
plugin-offer-sms-push = 讀取簡訊回執
plugin-offer-robot = 向員工的群聊發提醒
plugin-offer-payout = 執行已核准的撥款（不能核准）
plugin-offer-automation = 看售後單的情況，提出建議和標記
plugin-data-shipment-number = 物流單號
plugin-data-shipment-carrier = 物流公司
plugin-data-buyer-phone-tail = 買家手機號後四位
plugin-data-buyer-phone = 買家手機號
plugin-data-buyer-name = 買家姓名
plugin-data-buyer-address = 買家地址
plugin-data-message-text = 傳給買家的訊息內容
plugin-data-alert-text = 傳給員工的提醒內容
plugin-data-decision = 平台申請的處理決定和金額
plugin-data-shop-return-address = 商店退貨地址
plugin-data-payment = 已核准的撥款，含金額和支付單號
plugin-data-case-facts = 售後單的類型、狀態、原因、時間、金額、商品和標記
plugin-limit-wall = 每次呼叫最長 { $value } 秒
plugin-limit-cpu = 每次呼叫最多 { $value } 毫秒計算
plugin-limit-http-calls = 每次呼叫最多 { $value } 個請求
plugin-limit-memory = 最多 { $value } MiB 記憶體
plugin-limit-result = 每次最多交回 { $value } MiB 資料
plugin-right-offer = 由售後台呼叫來：{ $what }
plugin-right-http = 向 { $origin }{ $path } 傳送 { $method } 請求
plugin-right-setting = 你填的「{ $label }」
plugin-right-local = 存取店內網路裡的 { $origin }
plugin-right-per-day = 每天最多向 { $origin } 請求 { $calls } 次
plugin-right-secret-to = 把密鑰「{ $key }」加進送往 { $origin } 的請求（外掛自己看不到密鑰）
plugin-right-reveal = 讀出密鑰「{ $key }」
plugin-right-told = 從售後台得到：{ $what }
plugin-right-webhook = 接收外部推送，每次最多 { $kib } KiB
plugin-right-keep = 為每個帳號儲存最多 { $kib } KiB 自己的資料
plugin-right-limit = 用得比一般外掛多：{ $what }

## 發布者密鑰念出來是哪些字：256 個，每個位元組一個

plugin-key-words = 天 地 日 月 星 辰 山 川 江 河 湖 海 泉 池 沙 石 土 木 林 森 竹 花 草 禾 米 豆 瓜 果 桃 李 梅 杏 柳 松 柏 桂 茶 酒 牛 羊 犬 狐 虎 豹 鹿 猴 鼠 兔 象 狼 熊 燕 雁 雀 蛙 蝶 蜂 人 口 手 足 目 耳 心 身 毛 皮 角 牙 尾 羽 衣 帽 布 巾 刀 弓 箭 舟 帆 井 亭 寺 塔 城 市 村 街 巷 路 坡 春 夏 秋 冬 早 晚 晨 夕 古 今 年 季 旬 大 小 高 低 多 少 左 右 前 中 外 上 下 一 二 三 四 五 六 七 八 九 十 百 千 白 青 朱 丹 赤 墨 玄 灰 金 父 母 兄 弟 姐 妹 子 女 友 君 王 士 民 兵 工 走 坐 立 行 跑 跳 看 叫 唱 笑 哭 吃 喝 拍 打 拉 推 提 抱 拿 放 持 明 暗 冷 暖 甘 苦 辛 酸 甜 香 美 好 真 善 安 平 和 正 直 快 慢 深 短 方 尖 老 幼 雪 雨 霜 冰 露 霞 虹 雷 玉 瓷 瓦 文 字 句 典 曲 音 色 光 影 北 南 西 火 水 田 船 岸 洞 谷 原 野 泥 波 浪 潮 芽 根 枝 苗 麻 棉 油 瓶 杯 碗 盆 盒 包 袋 箱 床 桌 椅

## 命令列

cli-plugin-keygen = 產生發布者密鑰，只有本人可讀
cli-plugin-keygen-out = 密鑰檔放在哪裡
cli-plugin-pack = 把一個資料夾打成 .asp 套件（未簽章）
cli-plugin-pack-folder = 放著 plugin.toml 和 plugin.wasm 的資料夾
cli-plugin-pack-out = 套件放在哪裡；不寫就是 編號-版本.asp
cli-plugin-sign = 用發布者密鑰給套件簽章
cli-plugin-sign-key = 密鑰檔
cli-plugin-sign-from = 換密鑰時：以前簽章用的舊密鑰檔，由它聲明新密鑰接替
cli-plugin-verify = 檢查一個套件是否完整、由誰簽章
cli-plugin-verify-by = 要求由這把公鑰（或它的短碼）簽章
cli-plugin-inspect = 看一個套件是什麼、想做什麼
cli-plugin-inspect-against = 與這個舊版本比較權限
cli-plugin-package = 外掛套件（.asp）
cli-plugin-key-made =
    密鑰已產生：{ $path }（請另外備份，丟了就不能再發布這個外掛的新版本）
    公鑰：{ $key }
    短碼：{ $id }　{ $words }
cli-plugin-packed =
    已打包：{ $path }（{ $size } 位元組，未簽章）
    sha256：{ $hash }
cli-plugin-signed =
    已簽章：{ $path }
    發布者：{ $id }　{ $words }
    sha256：{ $hash }
cli-plugin-whole =
    完整：{ $plugin } { $version }，由 { $id }（{ $words }）簽章。
    sha256：{ $hash }
cli-plugin-whole-unsigned =
    完整但未簽章：{ $plugin } { $version }。只能憑內容確認：
    sha256：{ $hash }
cli-plugin-by-other = 簽章者是 { $id }，不是要求的那一位。
cli-plugin-by-nobody = 這個套件沒有簽章。
cli-plugin-faults = 有 { $count } 處要改：
cli-plugin-unreadable = 讀不了 { $path }：{ $why }
cli-plugin-unwritable = 寫不了 { $path }：{ $why }
cli-plugin-no-manifest = { $folder } 裡沒有 plugin.toml。請到外掛的資料夾裡執行，或把資料夾寫在命令後面。
cli-plugin-about =
    { $name }　{ $plugin } { $version }
    介面 { $api }，{ $language }，元件 { $size } 位元組
cli-plugin-by = 發布者：{ $id }　{ $words }
cli-plugin-follows = 這把密鑰接替：{ $id }
cli-plugin-unsigned = 未簽章
cli-plugin-wants = 它想：
cli-plugin-settings = 要填的設定：
cli-plugin-setting-required = （必填）
cli-plugin-difference = 與 { $version } 相比：
cli-plugin-same-rights = 權限沒有變化。
cli-plugin-needs-consent = 權限變多了：升級時要店主重新同意。
cli-plugin-no-consent = 沒有變多：升級時不必重新同意。
cli-plugin-folder = 外掛的資料夾
cli-plugin-check = 檢查一個資料夾裡的外掛能不能裝：清單、元件、要用的介面
cli-plugin-test = 用真正的宿主跑資料夾裡錄好的全部用例
cli-plugin-unfit = 這個元件裝不了：{ $why }
cli-plugin-offers-differ = 清單說它提供 { $said }，元件提供的卻是 { $is }。請改 plugin.toml 的 worlds，或補上匯出。
cli-plugin-http-unused = 清單申請了連網，元件卻沒有用 http。請刪掉 [[permissions.http]]。
cli-plugin-checked =
    { $plugin } { $version } 可以安裝（{ $size } 位元組）
      提供：{ $offers }
      使用：{ $imports }
cli-plugin-no-cases = 沒有用例。請在 fixtures/ 裡放 JSON 檔，一個用例一個。
cli-plugin-tested = 通過 { $passed } 個，不符 { $failed } 個。
plugin-ending-answered = 有回答
plugin-ending-retryable = 稍後再試
plugin-ending-rate-limited = 對方要求暫停
plugin-ending-auth = 憑證不對
plugin-ending-invalid = 內容不被接受
plugin-ending-not-found = 對方沒有這個
plugin-ending-refused = 對方拒絕
plugin-ending-conflict = 對方已是別的狀態
plugin-ending-unsupported = 外掛做不了
plugin-ending-unknown-outcome = 不知道成沒成
plugin-ending-upstream = 對方的回答看不懂
plugin-ending-internal = 外掛自己出錯
plugin-ending-nonsense = 外掛給的內容不對
plugin-ending-broken = 外掛當掉
