## The page of search

search-what = 找什麼
search-everything = 全部
search-words = 文字相符
search-exact = 號碼相符
search-count = 共 { $n } 筆
search-count-about = 約 { $n } 筆，新的在前
search-building = 搜尋索引正在重建，已完成 { $n }%。最新的已經搜得到，其餘稍後補上。
search-nothing = 沒有找到「{ $q }」。換個說法、少打幾個字，或者去掉篩選條件再試。
search-any-kind = 所有類型
search-any-state = 處理中和已結案
search-any-shop = 所有商店
search-any-owner = 所有負責人
search-any-channel = 所有通路
search-open = 處理中
search-closed = 已結案
search-from = 從
search-until = 到
search-narrow = 篩選
search-clear = 清除篩選
search-an-order = 訂單
search-a-buyer = 買家
search-their-cases = 負責的售後單
search-its-cases = 商店的售後單

## Where it was found

search-colon = ：
search-in-number = 號碼
search-in-goods = 商品
search-in-said = 對話
search-in-file = 檔名
search-in-tag = 標籤
search-in-note = 備註
search-in-region = 地區

## What can be looked for

search-can-number = 號碼
search-can-number-how = 售後單號、退貨碼、訂單號、物流單號、交易序號、商家編碼。輸入開頭幾碼就行，連字號、空格、大小寫、全形半形都不影響。
search-can-person = 買家
search-can-person-how = 完整手機號、手機號末四碼、暱稱。
search-can-words = 文字
search-can-words-how = 商品、買家留言、內部備註、訂單備註、檔名裡的任何字詞，一個字也可以。
search-can-several = 幾個詞
search-can-several-how = 用空格隔開，表示每個詞都要有，例如「保溫杯 破損」。
