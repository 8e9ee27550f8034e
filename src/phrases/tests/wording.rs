//! How the words are written: no mark-up, no halves of sentences, each language in its own words.

use super::nothing;
use super::phrases;
use crate::domain::people::Lang;

/// Words of the mainland that read wrong in Taiwan and Hong Kong, and what is said there.
const FORBIDDEN_ZH_TW: &[(&str, &str)] = &[
    ("信息", "訊息 or 資訊"),
    ("用戶", "使用者"),
    ("用户", "使用者"),
    ("默認", "預設"),
    ("默认", "預設"),
    ("軟件", "軟體"),
    ("软件", "軟體"),
    ("視頻", "影片"),
    ("视频", "影片"),
    ("郵件", "電子郵件"),
    ("邮件", "電子郵件"),
    ("文件夾", "資料夾"),
    ("文件", "檔案"),
    ("數據", "資料"),
    ("網絡", "網路"),
    ("服務器", "伺服器"),
    ("打印", "列印"),
    ("搜索", "搜尋"),
    ("鏈接", "連結"),
    ("登錄", "登入"),
    ("賬號", "帳號"),
    ("賬戶", "帳戶"),
    ("屏幕", "螢幕"),
    ("導入", "匯入"),
    ("導出", "匯出"),
    ("保存", "儲存"),
    ("加載", "載入"),
    ("刷新", "重新整理"),
    ("插件", "外掛"),
    ("二維碼", "QR 碼"),
    ("快遞", "物流 or 宅配"),
    ("發貨", "出貨"),
    ("渠道", "通路 or 管道"),
    ("運單號", "物流單號"),
    ("質量", "品質"),
    ("店鋪", "商店"),
    ("流水", "歷程"),
    ("口令", "碼"),
    ("短信", "簡訊"),
    ("剪貼板", "剪貼簿"),
    ("磁盤", "磁碟"),
    ("內存", "記憶體"),
    ("界面", "介面"),
    ("菜單", "選單"),
    ("點擊", "點選"),
    ("添加", "新增"),
    ("缺省", "預設"),
    ("字符", "字元"),
];

/// Correct words that contain a forbidden one.
const ALLOWED_ZH_TW: &[&str] = &["電子郵件"];

/// Characters written only in simplified script.
const SIMPLIFIED: &str = "专业东丝两严个丰临为举义乐习乡书买乱争亏亚产亲亿仅从仓仪们价众优会伟传伤伦伪侧侦债倾偿储儿\
    关兴养兽内写军农决况冻净减凑击则刚创删别剧劝办务动励劳势区医华协单卖卫却厂厅历厉压县参双发变号叹吓吗听启员响\
    团园围国图圆圣场坏块坚垫处备复够头夹夺奋奖妇妈娱孙学宁宝实审宽宾对寻导寿将尔尘尝层属岁岂岛币师帐带帮广庄庆库\
    应庙废开异弃张弥弯强当录彻径归忆忧怀态怜总恋恶恼悬惊惧惯愿懒戏户扑执扩扫扬扰抚抛抢护报担拟拥择挂挡挤挥损捡换\
    据掷掺携摄摆摇撑敌数斗断无旧时显晓暂术机杀杂权条来杨极构枪柜标栏树样档桥检楼横欢欧残毁毕毙气汇汉汤没沟沪泪泽\
    洁浅测济浏浓涂润涨渐温湾湿滚满滤滥灭灯灵炉点炼烂热爱爷牵犹狭独狱猎献环现玛电画畅疗疯疮盐监盖盘矫码础确碍祸离\
    种积称税稳穷窃竞笔签简粮紧纠红约级纪纯纲纳纷纸线练组细终绍经结绕给络绝统继绩绪续维综绿编缓缘缩网罗罚罢职联肃\
    肤脑脚脱节范荐药获营虑虽补装裤见观规视觉览触订认讨让训议讯记讲许论设访证评识诉词试诚话询该详语误说请诸读课谁\
    调谅谈谊谢谱贝负财责败账货质购贯贴贵贷贸费贺资赏赔赖赚赛赞赠赢趋跃践踪车转轮软轻载较辆辑输边达过迁运还这进远\
    违连迟适选递遗邮邻郑释里量鉴针钟钢钱铁铃银链锁错键镇长门闪闭问间闻阅队阳阴阵阶际陆陈险随隐难雾静韩页顶项顺须\
    顾顿预领频题额风飞饭饮饰馆马驱验骗鱼鲜鸡麦黄龙后户";

/// Characters of that list that traditional script has too.
const SHARED: &str = "量黄里麦斗没温湾";

/// Characters written only in traditional script.
const TRADITIONAL: &str = "專業東絲兩嚴個豐臨為舉義樂習鄉書買亂爭虧亞產親億僅從倉們價眾優會傳傷側債償儲兒關養內寫軍農\
    決況凍淨減擊則剛創刪別辦務動勞勢區醫華協單賣衛廠廳歷壓縣參雙發變號聽啟員響團園圍國圖圓場壞塊堅處備復夠頭獎學\
    寶實審寬賓對尋導將嘗層屬歲幣師帳帶幫廣慶庫應廢開異張彎當錄徹徑歸態總惡懸驚慣願戲執擴掃護報擔擬擇掛擋損換據擺\
    數斷無舊時顯曉暫術機雜權條來極構標欄樹樣檔橋檢樓歡殘畢氣匯漢溝潔測濟濃潤漸滾滿燈點煉熱愛獨獻環現電畫療監蓋盤\
    碼確離種積稱稅穩競筆簽簡緊糾紅約級紀純納紙線練組細終紹經結給絡絕統繼績續維綜編緩緣縮網羅罰職聯腦腳節薦藥獲營\
    慮雖補裝見觀規視覺覽觸訂認討讓訓議訊記講許論設訪證評識訴詞試誠話詢該詳語誤說請讀課誰調諒談謝負財責敗貨質購貼\
    貴費資賞賠賴賺贊贈車轉輪軟輕載較輸邊達過運還這進遠違連遲適選遞遺郵釋針鐘錢銀鏈鎖錯鍵長門閃閉問間閱隊階際陳險\
    隨隱難靜頁頂項順須顧預領頻題額風館馬驗騙後戶";

/// The names of languages are written in those languages.
fn names_a_language(key: &str) -> bool {
    key.starts_with("lang-")
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// The numbers of our own requirements, as R62 or D7: they are for us.
fn our_numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| {
            let digits = word.strip_prefix(['R', 'D', 'F']).unwrap_or_default();
            (1..=3).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
        })
        .collect()
}

#[test]
fn no_sentence_carries_a_number_of_our_requirements() {
    assert_eq!(
        our_numbers("响应（R62 D7）F10, AS26 D2345"),
        ["R62", "D7", "F10"]
    );
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for phrase in phrases(*lang) {
            for number in our_numbers(&phrase.text) {
                wrong.push(format!(
                    "{lang} {}.ftl {}: {number}",
                    phrase.area, phrase.key
                ));
            }
        }
    }
    nothing(wrong, "numbers that only we know in sentences people read");
}

#[test]
fn taiwan_and_hong_kong_read_their_own_words() {
    let mut wrong = Vec::new();
    for phrase in phrases(Lang::ZhTw) {
        if names_a_language(phrase.key) {
            continue;
        }
        let mut text = phrase.text.clone();
        for allowed in ALLOWED_ZH_TW {
            text = text.replace(allowed, "");
        }
        for (word, better) in FORBIDDEN_ZH_TW {
            if text.contains(word) {
                wrong.push(format!(
                    "{}.ftl {}: {word}, say {better}",
                    phrase.area, phrase.key
                ));
            }
        }
        let simplified: String = text
            .chars()
            .filter(|c| SIMPLIFIED.contains(*c) && is_chinese(*c) && !SHARED.contains(*c))
            .collect();
        if !simplified.is_empty() {
            wrong.push(format!("{}.ftl {}: {simplified}", phrase.area, phrase.key));
        }
    }
    nothing(wrong, "words or characters of the mainland in zh-TW");
}

#[test]
fn the_mainland_reads_simplified_characters() {
    let mut wrong = Vec::new();
    for phrase in phrases(Lang::ZhCn) {
        let traditional: String = phrase
            .text
            .chars()
            .filter(|c| TRADITIONAL.contains(*c) && is_chinese(*c) && !SIMPLIFIED.contains(*c))
            .collect();
        if !traditional.is_empty() && !names_a_language(phrase.key) {
            wrong.push(format!("{}.ftl {}: {traditional}", phrase.area, phrase.key));
        }
    }
    nothing(wrong, "traditional characters in zh-CN");
}

#[test]
fn english_is_english() {
    let mut wrong = Vec::new();
    for phrase in phrases(Lang::En) {
        let shows_a_chinese_word = phrase.text.contains(['“', '(']);
        if phrase.text.chars().any(is_chinese)
            && !names_a_language(phrase.key)
            && !shows_a_chinese_word
        {
            wrong.push(format!(
                "{}.ftl {}: {}",
                phrase.area, phrase.key, phrase.text
            ));
        }
    }
    nothing(wrong, "Chinese in en outside quotation marks or brackets");
}

#[test]
fn a_phrase_is_text_and_not_half_a_sentence() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for phrase in phrases(*lang) {
            let text = &phrase.text;
            let stands_between_others = phrase.key.ends_with("-separator");
            let complaint = if text.is_empty() {
                "is empty"
            } else if has_tag(text) || text.contains("&nbsp;") || text.contains("&lt;") {
                "has mark-up"
            } else if text.contains('—') {
                "has a dash: make it two sentences"
            } else if !stands_between_others
                && (text.starts_with([',', '，', '。', '、']) || text.ends_with(['，', ',', '、']))
            {
                "is half a sentence"
            } else {
                continue;
            };
            wrong.push(format!(
                "{lang}/{}.ftl {}: {complaint}",
                phrase.area, phrase.key
            ));
        }
    }
    nothing(wrong, "phrases to mend");
}

/// `<` and a letter or a slash: a tag. `<` alone, and `<FILE>` in capitals as in usage lines, are text.
fn has_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let word = rest.trim_start_matches('/');
        word.starts_with(|c: char| c.is_ascii_lowercase())
    })
}

#[test]
fn chinese_sentences_have_chinese_punctuation() {
    let mut wrong = Vec::new();
    for lang in [Lang::ZhCn, Lang::ZhTw] {
        for phrase in phrases(lang) {
            let chars: Vec<char> = phrase.text.chars().collect();
            let narrow = chars.windows(2).any(|pair| {
                let after_chinese = is_chinese(pair[0]) && matches!(pair[1], ',' | ';' | '?' | '!');
                let before_chinese = matches!(pair[0], ',' | ';') && is_chinese(pair[1]);
                after_chinese || before_chinese
            });
            if narrow {
                wrong.push(format!("{lang}/{}.ftl {}", phrase.area, phrase.key));
            }
        }
    }
    nothing(wrong, "narrow punctuation between Chinese characters");
}
