//! A 淘宝 order file as the platform would give it, of any length: for tests, for the bench and
//! for whoever wants to try an import without orders of their own. Nobody in it exists.

use super::encoding::TextEncoding;
use super::profile;
use std::io::Write;

/// What may stand in one sample file.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub orders: u32,
    /// The same seed gives the same file.
    pub seed: u64,
}

const GOODS: [(&str, i64); 10] = [
    ("纯棉圆领短袖T恤 男女同款", 5_900),
    ("保温杯 316不锈钢 500ml", 8_900),
    ("儿童积木 拼装玩具 200粒", 12_900),
    ("无线鼠标 静音 可充电", 4_990),
    ("四件套 全棉 1.8米床", 29_900),
    ("运动鞋 轻便 透气", 19_900),
    ("陶瓷碗 家用 4只装", 3_980),
    ("台灯 护眼 三档调光", 15_900),
    ("雨伞 全自动 加固", 4_500),
    ("坚果礼盒 750g", 9_900),
];

const PLACES: [&str; 8] = [
    "浙江省 杭州市 西湖区 文三路{}号",
    "江苏省 南京市 建邺区 沙洲街道{}号",
    "广东省 深圳市 南山区 科苑路{}号",
    "上海 上海市 浦东新区 世纪大道{}号",
    "四川省 成都市 武侯区 天府大道{}号",
    "北京 北京市 朝阳区 望京街{}号",
    "湖北省 武汉市 洪山区 珞喻路{}号",
    "云南省 大理白族自治州 大理市 下关街道{}号",
];

const SURNAMES: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "周"];

const STATUSES: [(&str, u32); 5] = [
    ("交易成功", 55),
    ("卖家已发货，等待买家确认", 20),
    ("买家已付款，等待卖家发货", 12),
    ("交易关闭", 8),
    ("等待买家付款", 5),
];

/// Writes the file: 44 columns, every order number wrapped, one order in 25 on two rows.
///
/// # Errors
/// When `out` fails.
pub fn write_taobao(
    out: &mut dyn Write,
    sample: Sample,
    encoding: TextEncoding,
) -> std::io::Result<()> {
    let columns: Vec<&str> = profile::by_code("taobao-classic")
        .map(|profile| profile.columns.iter().map(|(name, _)| *name).collect())
        .unwrap_or_default();
    let mut line = columns.join(",") + "\r\n";
    let mut chance = Chance(sample.seed);
    for number in 0..sample.orders {
        let order = order(number, &mut chance);
        for goods in &order.goods {
            let cells: Vec<String> = columns
                .iter()
                .map(|name| order.cell(name, *goods))
                .collect();
            line.push_str(&cells.join(","));
            line.push_str("\r\n");
        }
        if line.len() > 64 << 10 {
            out.write_all(&encoding.encode(&line))?;
            line.clear();
        }
    }
    out.write_all(&encoding.encode(&line))
}

struct SampleOrder {
    order_no: u64,
    buyer: u64,
    place: String,
    status: &'static str,
    freight: i64,
    /// Hours since the first of October.
    hour: u32,
    goods: Vec<(usize, u32)>,
    note: bool,
}

fn order(number: u32, chance: &mut Chance) -> SampleOrder {
    let pieces = |chance: &mut Chance| (chance.below(10) as usize, 1 + chance.below(3) as u32 / 2);
    let mut goods = vec![pieces(chance)];
    if number % 25 == 7 {
        let second = pieces(chance);
        if second.0 != goods[0].0 {
            goods.push(second);
        }
    }
    let mut roll = chance.below(100) as u32;
    let status = STATUSES
        .iter()
        .find(|(_, share)| {
            let hit = roll < *share;
            roll = roll.saturating_sub(*share);
            hit
        })
        .map_or("交易成功", |(word, _)| *word);
    let place =
        PLACES[chance.below(8) as usize].replace("{}", &(1 + chance.below(300)).to_string());
    SampleOrder {
        order_no: 2_900_000_000_000_000_000 + u64::from(number) * 1_000_003,
        buyer: chance.below(5_000),
        place,
        status,
        freight: if chance.below(4) == 0 { 1_000 } else { 0 },
        hour: number % 1_200,
        goods,
        note: chance.below(12) == 0,
    }
}

impl SampleOrder {
    fn goods_total(&self) -> i64 {
        self.goods
            .iter()
            .map(|(goods, pieces)| GOODS[*goods].1 * i64::from(*pieces))
            .sum()
    }

    fn was_paid(&self) -> bool {
        !matches!(self.status, "等待买家付款" | "交易关闭")
    }

    fn was_sent(&self) -> bool {
        matches!(self.status, "交易成功" | "卖家已发货，等待买家确认")
    }

    /// Text that a comma or a quote could break is quoted; numbers carry the platform's wrappings.
    fn cell(&self, column: &str, (goods, pieces): (usize, u32)) -> String {
        let yuan = |fen: i64| format!("{}.{:02}", fen / 100, fen % 100);
        let at = |extra: u32| {
            let (day, hour) = ((self.hour + extra) / 24, (self.hour + extra) % 24);
            let (month, day) = (10 + day / 30, 1 + day % 30);
            format!(
                "2026-{month:02}-{day:02} {hour:02}:{:02}:00",
                self.buyer % 60
            )
        };
        let total = self.goods_total();
        match column {
            "订单编号" => format!("\"=\"\"{}\"\"\"", self.order_no),
            "买家会员名" => format!("tb_sample_{:04}", self.buyer),
            "买家应付货款" => yuan(total),
            "买家应付邮费" => yuan(self.freight),
            "总金额" => yuan(total + self.freight),
            "买家实际支付金额" if self.was_paid() => yuan(total + self.freight),
            "买家实际支付金额" => "0.00".to_owned(),
            "订单状态" => self.status.to_owned(),
            "买家留言" if self.note => "\"请用\"\"顺丰\"\",谢谢\"".to_owned(),
            "收货人姓名" => format!("{}某某", SURNAMES[self.buyer as usize % 8]),
            "收货地址" => self.place.clone(),
            "运送方式" => "快递".to_owned(),
            "联系电话" => "\t".to_owned(),
            "联系手机" => format!("\t1990000{:04}", self.buyer),
            "订单创建时间" => at(0),
            "订单付款时间" if self.was_paid() => at(1),
            "宝贝标题" => GOODS[goods].0.to_owned(),
            "宝贝种类" => self.goods.len().to_string(),
            "物流单号" if self.was_sent() => {
                format!("No:YT{:013}", self.order_no % 10_000_000_000_000)
            }
            "物流公司" if self.was_sent() => "圆通速递".to_owned(),
            "订单备注" if self.note => "'+赠品".to_owned(),
            "宝贝总数量" => pieces.to_string(),
            "店铺Id" => "0".to_owned(),
            "店铺名称" => "小满家居".to_owned(),
            "是否手机订单" => "手机订单".to_owned(),
            "订单关闭原因" => "订单未关闭".to_owned(),
            _ => String::new(),
        }
    }
}

/// Numbers that look random and never change (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
