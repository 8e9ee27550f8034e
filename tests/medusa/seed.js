// A shop to begin with: orders that were paid and delivered, and a key for the desk. Written to the
// file that SEEDED names, as JSON: {"key": "sk_…", "orders": ["order_…"]}.
const { writeFileSync } = require("node:fs");
const { Modules } = require("@medusajs/framework/utils");
const flows = require("@medusajs/medusa/core-flows");

const ORDERS = [
  ["羊绒围巾", 1, 358.2],
  ["陶瓷杯", 2, 39.9],
  ["竹编灯罩", 1, 128],
];

module.exports.default = async function seed({ container }) {
  const run = async (flow, input) => (await flow(container).run({ input })).result;
  const [channel] = await run(flows.createSalesChannelsWorkflow, { salesChannelsData: [{ name: "自营" }] });
  const [region] = await run(flows.createRegionsWorkflow, {
    regions: [
      { name: "中国", currency_code: "cny", countries: ["cn"], payment_providers: ["pp_system_default"] },
    ],
  });
  const module = container.resolve(Modules.ORDER);
  const orders = [];
  for (const [title, quantity, unit_price] of ORDERS) {
    const order = await run(flows.createOrderWorkflow, {
      region_id: region.id,
      sales_channel_id: channel.id,
      currency_code: "cny",
      email: "li@example.com",
      shipping_address: {
        first_name: "梅",
        last_name: "李",
        address_1: "南巷 1 号",
        city: "杭州",
        country_code: "cn",
        phone: "13800138000",
      },
      items: [{ title, quantity, unit_price }],
    });
    const owed = { order_id: order.id, amount: order.total };
    const [collection] = await run(flows.createOrderPaymentCollectionWorkflow, owed);
    const paid = { order_id: order.id, payment_collection_id: collection.id };
    await run(flows.markPaymentCollectionAsPaid, paid);
    // Without a warehouse there: what was sent out is only written down.
    const out = { order_id: order.id, items: order.items.map(({ id, quantity }) => ({ id, quantity })) };
    await module.registerFulfillment(out);
    await module.registerShipment(out);
    await module.registerDelivery(out);
    orders.push(order.id);
  }
  const [user] = await run(flows.createUsersWorkflow, { users: [{ email: "desk@example.com" }] });
  const [key] = await run(flows.createApiKeysWorkflow, {
    api_keys: [{ type: "secret", title: "Aftercare", created_by: user.id }],
  });
  writeFileSync(process.env.SEEDED, JSON.stringify({ key: key.token, orders }));
};
