// The desk's side of the contract, as modules. Made by generate.mjs; not written by hand.

declare module "aftercare:plugin/log@0.1.0" {
  const desk: import("./contract.ts").Imports["log"];
  export default desk;
}
declare module "aftercare:plugin/clock@0.1.0" {
  const desk: import("./contract.ts").Imports["clock"];
  export default desk;
}
declare module "aftercare:plugin/random@0.1.0" {
  const desk: import("./contract.ts").Imports["random"];
  export default desk;
}
declare module "aftercare:plugin/config@0.1.0" {
  const desk: import("./contract.ts").Imports["config"];
  export default desk;
}
declare module "aftercare:plugin/kv@0.1.0" {
  const desk: import("./contract.ts").Imports["kv"];
  export default desk;
}
declare module "aftercare:plugin/vault@0.1.0" {
  const desk: import("./contract.ts").Imports["vault"];
  export default desk;
}
declare module "aftercare:plugin/http@0.1.0" {
  const desk: import("./contract.ts").Imports["http"];
  export default desk;
}
