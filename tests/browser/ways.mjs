// One way to the end for each of the ten kinds: how the case is opened, then act by act.

const money = [
  ["pay_start", {}],
  ["pay_ok", { txn_no: null }],
];
const end = [["call_back_done", { score: "5" }]];
const back = [
  ["approve", { freight_payer: "shop" }],
  ["tracking", { carrier: "中通快递" }],
  ["scan_receive", {}],
];
const out = [
  ["ship", { carrier: "顺丰速运" }],
  ["delivered", {}],
  ["confirm", {}],
];

export const WAYS = [
  {
    kind: "refund_only",
    opened: { subtype: "keep_goods", reason: "flaw", amount: "5.00" },
    acts: [["approve", { amount: "5.00", reason: "线头较多,退 5 元留货" }], ...money, ...end],
  },
  {
    kind: "return_refund",
    opened: { subtype: "faulty", reason: "fading" },
    acts: [...back, ["inspect", {}], ["approve_money", {}], ...money, ...end],
  },
  {
    kind: "exchange",
    opened: { reason: "size" },
    acts: [...back, ["inspect", {}], ["stock_ok", {}], ...out, ...end],
  },
  {
    kind: "repair",
    opened: { reason: "malfunction" },
    acts: [
      ...back,
      ["start_diagnosis", {}],
      ["in_warranty", { days: "5" }],
      ["repair_done", { text: "已更换拉链" }],
      ...out,
      ...end,
    ],
  },
  {
    kind: "reship",
    opened: { subtype: "missing_items", reason: "missing_parts" },
    acts: [["verify", {}], ["confirmed", {}], ["stock_ok", {}], ...out, ...end],
  },
  {
    kind: "complaint",
    opened: { reason: "aftersales_attitude" },
    acts: [
      ["acknowledge", {}],
      ["investigate", { text: "已查聊天记录" }],
      ["propose", { reason: "客服回复慢,道歉并说明改进" }],
      ["agree", {}],
      ["children_done", {}],
      ["notify", {}],
     
      ["call_back_done", { root_cause: "夜间无人值班", text: "买家接受道歉" }],
    ],
  },
  {
    kind: "review",
    opened: { reason: "bad_review" },
    acts: [
      ["take", {}],
      ["cause", { reason_code: "colour" }],
      ["explain", { text: "您好,色差受光线影响,以实物为准。" }],
      ["outcome", { result: "unchanged" }],
    ],
  },
  {
    kind: "compensation",
    opened: { subtype: "freight", reason: "return_freight", amount: "8.00" },
    acts: [
      ["offer", { reason: "退货运费凭证已核对" }],
      ["accept", {}],
      ...money,
     
      ...end,
    ],
  },
  {
    kind: "inquiry",
    opened: { reason: "care" },
    acts: [["answer", { text: "请用冷水手洗,不要暴晒。" }], ["confirm", {}]],
  },
  {
    kind: "logistics",
    opened: { reason: "late" },
    acts: [
      ["contact_courier", { contact: "中通 95311", text: "三天没有动静,请查" }],
      ["courier_answer", { text: "已找到,今天派送" }],
      ["result", { result: "found" }],
      ["nothing_owed", {}],
      ...end,
    ],
  },
];
