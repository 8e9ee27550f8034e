// The contract aftercare:plugin@0.1.0 in TypeScript. Made by generate.mjs from plugins/wit; not written by hand.

export const VERSION = "0.1.0";

export declare namespace automationTypes {
  interface CaseLine {
    sku?: string | null;
    title: string;
    quantity: number;
  }
  interface CaseFacts {
    id: string;
    number: string;
    kind: string;
    state: string;
    shop: string;
    channel: string;
    reason?: string | null;
    openedAt: types.Timestamp;
    dueAt?: types.Timestamp | null;
    amount?: types.Money | null;
    lines: automationTypes.CaseLine[];
    tags: string[];
    attrs: types.Attrs;
  }
  interface CaseEvent {
    id: string;
    name: string;
    at: types.Timestamp;
    actor: string;
    subject: automationTypes.CaseFacts;
  }
  type Request =
    | { tag: "add-tag"; val: string }
    | { tag: "remove-tag"; val: string }
    | { tag: "add-note"; val: string }
    | { tag: "suggest"; val: [string, string] }
    | { tag: "set-priority"; val: string }
    | { tag: "other"; val: [string, string] };
}

export declare namespace courierTypes {
  type Stage = "created" | "picked-up" | "in-transit" | "customs" | "out-for-delivery" | "ready-for-pickup" | "signed" | "exception" | "rejected" | "returning" | "returned" | "lost" | "unmapped";
  interface Query {
    parcel: string;
    carrier: string;
    number: string;
    phoneTail?: string | null;
    attrs: types.Attrs;
  }
  interface Event {
    at: types.Timestamp;
    stage: courierTypes.Stage;
    text: string;
    place?: string | null;
    rawCode?: string | null;
  }
  interface Update {
    parcel?: string | null;
    carrier: string;
    number: string;
    events: courierTypes.Event[];
    estimated?: types.Timestamp | null;
    watchingEnded: boolean;
    attrs: types.Attrs;
  }
  type Outcome =
    | { tag: "updated"; val: courierTypes.Update }
    | { tag: "unchanged" }
    | { tag: "unknown-number" }
    | { tag: "failed"; val: types.PluginError };
  interface Item {
    parcel: string;
    outcome: courierTypes.Outcome;
    nextPollS?: number | null;
  }
  interface Guess {
    carrier: string;
    certainty: number;
  }
}

export declare namespace courierPush {
  interface Reading {
    answer: push.Answer;
    dedupeKey?: string | null;
    updates: courierTypes.Update[];
  }
}

export declare namespace log {
  type Level = "debug" | "info" | "warn" | "error";
}

export declare namespace clock {
  interface Instant {
    rfc3339: types.Timestamp;
    unixSeconds: string;
    unixMillis: string;
  }
}

export declare namespace kv {
  type KvError =
    | { tag: "quota"; val: string }
    | { tag: "invalid-key"; val: string }
    | { tag: "other"; val: string };
  interface Entry {
    key: string;
    value: Uint8Array;
  }
  interface Page {
    entries: kv.Entry[];
    next?: string | null;
  }
}

export declare namespace vault {
  type Form = "plain" | "form-encoded" | "percent-encoded" | "base64-decoded" | "hex-decoded";
  interface SecretPart {
    name: string;
    form: vault.Form;
  }
  type Part =
    | { tag: "text"; val: string }
    | { tag: "bytes"; val: Uint8Array }
    | { tag: "secret"; val: vault.SecretPart };
  type VaultError =
    | { tag: "no-such-secret"; val: string }
    | { tag: "denied"; val: string }
    | { tag: "invalid"; val: string }
    | { tag: "unsupported"; val: string };
  type Hash = string;
}

export declare namespace http {
  type Method = "get" | "head" | "post" | "put" | "patch" | "delete";
  interface Header {
    name: string;
    value: string;
  }
  type Body =
    | { tag: "bytes"; val: Uint8Array }
    | { tag: "text"; val: string }
    | { tag: "form"; val: [string, string][] };
  interface Basic {
    user: vault.Part[];
    password: vault.Part[];
  }
  interface Named {
    name: string;
    value: vault.Part[];
  }
  interface Placed {
    placeholder: string;
    value: vault.Part[];
    json: boolean;
  }
  type Credential =
    | { tag: "bearer"; val: vault.Part[] }
    | { tag: "basic"; val: http.Basic }
    | { tag: "header"; val: http.Named }
    | { tag: "query"; val: http.Named }
    | { tag: "path"; val: http.Placed }
    | { tag: "body"; val: http.Placed };
  type ResponseAs = "bytes" | "text";
  interface Request {
    method: http.Method;
    url: string;
    headers: http.Header[];
    body?: http.Body | null;
    credentials: http.Credential[];
    responseAs: http.ResponseAs;
    timeoutS?: number | null;
    maxBytes?: number | null;
    followRedirects: boolean;
  }
  interface Response {
    status: number;
    headers: http.Header[];
    body: http.Body;
    finalUrl: string;
    retryAfterS?: number | null;
  }
  type FailureKind = "denied" | "dns" | "connect" | "tls" | "timeout" | "too-large" | "throttled" | "circuit-open" | "budget" | "protocol" | "other";
  interface Failure {
    kind: http.FailureKind;
    message: string;
    maybeSent: boolean;
    afterS?: number | null;
  }
}

export declare namespace marketplaceTypes {
  interface Line {
    externalId: string;
    sku?: string | null;
    title: string;
    quantity: number;
    paid: types.Money;
    attrs: types.Attrs;
  }
  interface Address {
    name?: string | null;
    phone?: string | null;
    region?: string | null;
    street?: string | null;
  }
  type OrderState = "unpaid" | "paid" | "shipped" | "delivered" | "done" | "cancelled" | "unmapped";
  interface Order {
    externalId: string;
    number?: string | null;
    rawState: string;
    state: marketplaceTypes.OrderState;
    createdAt: types.Timestamp;
    updatedAt: types.Timestamp;
    paidAt?: types.Timestamp | null;
    shippedAt?: types.Timestamp | null;
    buyer?: string | null;
    total: types.Money;
    freight?: types.Money | null;
    lines: marketplaceTypes.Line[];
    shipTo?: marketplaceTypes.Address | null;
    carrier?: string | null;
    trackingNumber?: string | null;
    attrs: types.Attrs;
  }
  type RequestKind = "refund-only" | "return-and-refund" | "exchange" | "repair" | "reship" | "price-protection" | "compensation" | "claim" | "unmapped";
  type RequestState = "submitted" | "await-return" | "returning" | "arrived" | "inspecting" | "paying" | "pay-failed" | "refunded" | "to-ship" | "shipped" | "delivered" | "rejected" | "disputed" | "withdrawn" | "expired" | "closed" | "unmapped";
  interface Evidence {
    kind: string;
    url: string;
  }
  interface Request {
    externalId: string;
    orderId: string;
    rawKind: string;
    kind: marketplaceTypes.RequestKind;
    rawState: string;
    state: marketplaceTypes.RequestState;
    reason?: string | null;
    message?: string | null;
    requested?: types.Money | null;
    refunded?: types.Money | null;
    createdAt: types.Timestamp;
    updatedAt: types.Timestamp;
    decideBefore?: types.Timestamp | null;
    lines: marketplaceTypes.Line[];
    evidence: marketplaceTypes.Evidence[];
    returnCarrier?: string | null;
    returnNumber?: string | null;
    revision?: string | null;
    attrs: types.Attrs;
  }
  interface Window {
    cursor?: string | null;
    since: types.Timestamp;
    until: types.Timestamp;
    limit: number;
  }
  interface OrderPage {
    items: marketplaceTypes.Order[];
    nextCursor?: string | null;
    hasMore: boolean;
    nextPollS?: number | null;
  }
  interface RequestPage {
    items: marketplaceTypes.Request[];
    nextCursor?: string | null;
    hasMore: boolean;
    nextPollS?: number | null;
  }
  interface ReturnTo {
    name: string;
    phone: string;
    region: string;
    street: string;
    note?: string | null;
  }
  type Verdict =
    | { tag: "approve-refund"; val: types.Money }
    | { tag: "approve-return"; val: marketplaceTypes.ReturnTo }
    | { tag: "reject"; val: string }
    | { tag: "request-evidence"; val: string }
    | { tag: "confirm-received" }
    | { tag: "ship-replacement"; val: [string, string] }
    | { tag: "other"; val: [string, string] };
  interface Decision {
    idempotencyKey: string;
    requestId: string;
    orderId: string;
    revision?: string | null;
    verdict: marketplaceTypes.Verdict;
    note?: string | null;
    attrs: types.Attrs;
  }
  type AckState = "applied" | "already-applied" | "pending";
  interface Ack {
    state: marketplaceTypes.AckState;
    externalRef?: string | null;
    revision?: string | null;
    checkAfterS?: number | null;
  }
  interface Mapping {
    raw: string;
    label: string;
    state: marketplaceTypes.RequestState;
  }
}

export declare namespace marketplacePush {
  type News =
    | { tag: "order"; val: marketplaceTypes.Order }
    | { tag: "request"; val: marketplaceTypes.Request }
    | { tag: "look-at-request"; val: string }
    | { tag: "look-at-order"; val: string }
    | { tag: "poll-now" };
  interface Reading {
    answer: push.Answer;
    dedupeKey?: string | null;
    news: marketplacePush.News[];
  }
}

export declare namespace smsTypes {
  interface Message {
    idempotencyKey: string;
    to: string;
    signature?: string | null;
    template?: string | null;
    params: [string, string][];
    text: string;
    attrs: types.Attrs;
  }
  interface Sent {
    externalId: string;
    segments?: number | null;
    attrs: types.Attrs;
  }
  type ReceiptState = "accepted" | "delivered" | "failed" | "expired" | "blocked" | "unmapped";
  interface Receipt {
    externalId: string;
    state: smsTypes.ReceiptState;
    at: types.Timestamp;
    rawCode?: string | null;
    text?: string | null;
  }
  interface Size {
    segments: number;
    encoding: string;
    characters: number;
  }
}

export declare namespace smsCheck {
  interface Found {
    externalId?: string | null;
    state: smsTypes.ReceiptState;
    at: types.Timestamp;
    rawCode?: string | null;
    text?: string | null;
    attrs: types.Attrs;
  }
}

export declare namespace smsPush {
  interface Reading {
    answer: push.Answer;
    dedupeKey?: string | null;
    receipts: smsTypes.Receipt[];
  }
}

export declare namespace robot {
  type Urgency = "routine" | "soon" | "now";
  interface Alert {
    idempotencyKey: string;
    title: string;
    text: string;
    link?: string | null;
    urgency: robot.Urgency;
    mention: string[];
    attrs: types.Attrs;
  }
}

export declare namespace payoutTypes {
  interface Entry {
    idempotencyKey: string;
    caseNumber: string;
    orderId: string;
    amount: types.Money;
    method?: string | null;
    paymentRef?: string | null;
    note?: string | null;
    attrs: types.Attrs;
  }
  type PayoutState = "paid" | "pending" | "unmapped";
  interface Receipt {
    state: payoutTypes.PayoutState;
    rawState: string;
    externalRef: string;
    checkAfterS?: number | null;
  }
}

export declare namespace types {
  type Timestamp = string;
  type Attrs = [string, string][];
  interface Money {
    amount: string;
    currency: string;
  }
  interface CallContext {
    accountId: string;
    callId: string;
    attempt: number;
    deadlineS: number;
    locale: string;
    timezone: string;
  }
  interface RetryInfo {
    message: string;
    afterS?: number | null;
  }
  type RateScope = "call" | "account" | "plugin";
  interface RateInfo {
    message: string;
    afterS: number;
    scope: types.RateScope;
  }
  type AuthKind = "missing" | "expired" | "revoked" | "bad-signature" | "insufficient-scope";
  interface AuthInfo {
    kind: types.AuthKind;
    message: string;
  }
  interface InvalidInfo {
    message: string;
    field?: string | null;
    code?: string | null;
  }
  interface Refusal {
    reason: string;
    code?: string | null;
  }
  interface UpstreamInfo {
    message: string;
    httpStatus?: number | null;
    code?: string | null;
  }
  type PluginError =
    | { tag: "retryable"; val: types.RetryInfo }
    | { tag: "rate-limited"; val: types.RateInfo }
    | { tag: "auth"; val: types.AuthInfo }
    | { tag: "invalid"; val: types.InvalidInfo }
    | { tag: "not-found"; val: string }
    | { tag: "refused"; val: types.Refusal }
    | { tag: "conflict"; val: string }
    | { tag: "unsupported"; val: string }
    | { tag: "unknown-outcome"; val: string }
    | { tag: "upstream"; val: types.UpstreamInfo }
    | { tag: "internal"; val: string }
    | { tag: "other"; val: [string, string] };
}

export declare namespace account {
  interface AccountInfo {
    externalId: string;
    displayName: string;
    scopes: string[];
    attrs: types.Attrs;
  }
}

export declare namespace push {
  interface Incoming {
    method: string;
    path: string;
    query: [string, string][];
    headers: http.Header[];
    body: Uint8Array;
    text?: string | null;
    form: [string, string][];
    receivedAt: types.Timestamp;
  }
  interface Answer {
    status: number;
    headers: http.Header[];
    body: string;
  }
}

/** What the desk does for a plugin. */
export interface Imports {
  "log": {
    write(level: log.Level, message: string, fields: [string, string][]): void;
  };
  "clock": {
    now(): clock.Instant;
    formatNow(pattern: string, zone: string): string;
    parse(text: string, pattern: string, zone: string): types.Timestamp;
  };
  "random": {
    bytes(len: number): Uint8Array;
    uuid(): string;
  };
  "config": {
    get(key: string): string | null;
    all(): [string, string][];
  };
  "kv": {
    get(key: string): Uint8Array | null;
    set(key: string, value: Uint8Array, ttlS: number | null): void;
    delete(key: string): void;
    scan(prefix: string, after: string | null, limit: number): kv.Page;
  };
  "vault": {
    digest(alg: vault.Hash, parts: vault.Part[]): Uint8Array;
    hmac(alg: vault.Hash, key: vault.Part[], message: vault.Part[]): Uint8Array;
    hmacChain(alg: vault.Hash, key: vault.Part[], messages: Uint8Array[]): Uint8Array;
    sign(alg: string, secret: string, message: Uint8Array): Uint8Array;
    decrypt(alg: string, key: vault.Part[], iv: Uint8Array, data: Uint8Array): Uint8Array;
    encrypt(alg: string, key: vault.Part[], iv: Uint8Array, data: Uint8Array): Uint8Array;
    put(name: string, value: string, expires: types.Timestamp | null): void;
    expires(name: string): types.Timestamp | null;
    reveal(name: string): string;
  };
  "http": {
    send(req: http.Request): http.Response;
  };
}

/** What a plugin may offer. What goes wrong is thrown: see failure.ts. */
export interface Offers {
  automation?: {
    onEvent(ctx: types.CallContext, event: automationTypes.CaseEvent): automationTypes.Request[];
    advise(ctx: types.CallContext, facts: automationTypes.CaseFacts): automationTypes.Request[];
  };
  courier?: {
    track(ctx: types.CallContext, queries: courierTypes.Query[]): courierTypes.Item[];
  };
  courierRecognise?: {
    recognise(ctx: types.CallContext, number: string): courierTypes.Guess[];
  };
  courierSubscribe?: {
    subscribe(ctx: types.CallContext, queries: courierTypes.Query[], callbackUrl: string): courierTypes.Item[];
  };
  courierPush?: {
    read(ctx: types.CallContext, request: push.Incoming): courierPush.Reading;
  };
  marketplace?: {
    pullOrders(ctx: types.CallContext, window: marketplaceTypes.Window): marketplaceTypes.OrderPage;
    pullRequests(ctx: types.CallContext, window: marketplaceTypes.Window): marketplaceTypes.RequestPage;
    getRequest(ctx: types.CallContext, id: string): marketplaceTypes.Request;
    pushDecision(ctx: types.CallContext, decision: marketplaceTypes.Decision): marketplaceTypes.Ack;
    checkDecision(ctx: types.CallContext, decision: marketplaceTypes.Decision): marketplaceTypes.Ack;
    states(ctx: types.CallContext): marketplaceTypes.Mapping[];
  };
  marketplaceOrder?: {
    getOrder(ctx: types.CallContext, id: string): marketplaceTypes.Order;
  };
  marketplacePush?: {
    read(ctx: types.CallContext, request: push.Incoming): marketplacePush.Reading;
  };
  sms?: {
    send(ctx: types.CallContext, message: smsTypes.Message): smsTypes.Sent;
    query(ctx: types.CallContext, externalIds: string[]): smsTypes.Receipt[];
    estimate(ctx: types.CallContext, message: smsTypes.Message): smsTypes.Size;
  };
  smsCheck?: {
    check(ctx: types.CallContext, message: smsTypes.Message, sentAt: types.Timestamp): smsCheck.Found | null;
  };
  smsPush?: {
    read(ctx: types.CallContext, request: push.Incoming): smsPush.Reading;
  };
  robot?: {
    post(ctx: types.CallContext, alert: robot.Alert): void;
  };
  payout?: {
    execute(ctx: types.CallContext, entry: payoutTypes.Entry): payoutTypes.Receipt;
    check(ctx: types.CallContext, entry: payoutTypes.Entry): payoutTypes.Receipt;
  };
  account?: {
    verify(ctx: types.CallContext): account.AccountInfo;
  };
}

export type Plain = "string" | "bool" | "u8" | "u16" | "u32";
export type Shape =
  | null | Plain | { ref: string } | { list: Shape } | { option: Shape } | { tuple: Shape[] };
export type Named =
  | { alias: Shape } | { enum: string[] } | { record: Record<string, Shape> } | { variant: Record<string, Shape> };
export interface Signature { takes: Shape[]; gives: Shape; throws?: Shape }

export const SHAPES: Record<string, Named> = {
  "automation-types/case-line": {"record":{"sku":{"option":"string"},"title":"string","quantity":"u32"}},
  "automation-types/case-facts": {"record":{"id":"string","number":"string","kind":"string","state":"string","shop":"string","channel":"string","reason":{"option":"string"},"openedAt":{"ref":"types/timestamp"},"dueAt":{"option":{"ref":"types/timestamp"}},"amount":{"option":{"ref":"types/money"}},"lines":{"list":{"ref":"automation-types/case-line"}},"tags":{"list":"string"},"attrs":{"ref":"types/attrs"}}},
  "automation-types/case-event": {"record":{"id":"string","name":"string","at":{"ref":"types/timestamp"},"actor":"string","subject":{"ref":"automation-types/case-facts"}}},
  "automation-types/request": {"variant":{"add-tag":"string","remove-tag":"string","add-note":"string","suggest":{"tuple":["string","string"]},"set-priority":"string","other":{"tuple":["string","string"]}}},
  "courier-types/stage": {"enum":["created","picked-up","in-transit","customs","out-for-delivery","ready-for-pickup","signed","exception","rejected","returning","returned","lost","unmapped"]},
  "courier-types/query": {"record":{"parcel":"string","carrier":"string","number":"string","phoneTail":{"option":"string"},"attrs":{"ref":"types/attrs"}}},
  "courier-types/event": {"record":{"at":{"ref":"types/timestamp"},"stage":{"ref":"courier-types/stage"},"text":"string","place":{"option":"string"},"rawCode":{"option":"string"}}},
  "courier-types/update": {"record":{"parcel":{"option":"string"},"carrier":"string","number":"string","events":{"list":{"ref":"courier-types/event"}},"estimated":{"option":{"ref":"types/timestamp"}},"watchingEnded":"bool","attrs":{"ref":"types/attrs"}}},
  "courier-types/outcome": {"variant":{"updated":{"ref":"courier-types/update"},"unchanged":null,"unknown-number":null,"failed":{"ref":"types/plugin-error"}}},
  "courier-types/item": {"record":{"parcel":"string","outcome":{"ref":"courier-types/outcome"},"nextPollS":{"option":"u32"}}},
  "courier-types/guess": {"record":{"carrier":"string","certainty":"u8"}},
  "courier-push/reading": {"record":{"answer":{"ref":"push/answer"},"dedupeKey":{"option":"string"},"updates":{"list":{"ref":"courier-types/update"}}}},
  "log/level": {"enum":["debug","info","warn","error"]},
  "clock/instant": {"record":{"rfc3339":{"ref":"types/timestamp"},"unixSeconds":"string","unixMillis":"string"}},
  "kv/kv-error": {"variant":{"quota":"string","invalid-key":"string","other":"string"}},
  "kv/entry": {"record":{"key":"string","value":{"list":"u8"}}},
  "kv/page": {"record":{"entries":{"list":{"ref":"kv/entry"}},"next":{"option":"string"}}},
  "vault/form": {"enum":["plain","form-encoded","percent-encoded","base64-decoded","hex-decoded"]},
  "vault/secret-part": {"record":{"name":"string","form":{"ref":"vault/form"}}},
  "vault/part": {"variant":{"text":"string","bytes":{"list":"u8"},"secret":{"ref":"vault/secret-part"}}},
  "vault/vault-error": {"variant":{"no-such-secret":"string","denied":"string","invalid":"string","unsupported":"string"}},
  "vault/hash": {"alias":"string"},
  "http/method": {"enum":["get","head","post","put","patch","delete"]},
  "http/header": {"record":{"name":"string","value":"string"}},
  "http/body": {"variant":{"bytes":{"list":"u8"},"text":"string","form":{"list":{"tuple":["string","string"]}}}},
  "http/basic": {"record":{"user":{"list":{"ref":"vault/part"}},"password":{"list":{"ref":"vault/part"}}}},
  "http/named": {"record":{"name":"string","value":{"list":{"ref":"vault/part"}}}},
  "http/placed": {"record":{"placeholder":"string","value":{"list":{"ref":"vault/part"}},"json":"bool"}},
  "http/credential": {"variant":{"bearer":{"list":{"ref":"vault/part"}},"basic":{"ref":"http/basic"},"header":{"ref":"http/named"},"query":{"ref":"http/named"},"path":{"ref":"http/placed"},"body":{"ref":"http/placed"}}},
  "http/response-as": {"enum":["bytes","text"]},
  "http/request": {"record":{"method":{"ref":"http/method"},"url":"string","headers":{"list":{"ref":"http/header"}},"body":{"option":{"ref":"http/body"}},"credentials":{"list":{"ref":"http/credential"}},"responseAs":{"ref":"http/response-as"},"timeoutS":{"option":"u32"},"maxBytes":{"option":"u32"},"followRedirects":"bool"}},
  "http/response": {"record":{"status":"u16","headers":{"list":{"ref":"http/header"}},"body":{"ref":"http/body"},"finalUrl":"string","retryAfterS":{"option":"u32"}}},
  "http/failure-kind": {"enum":["denied","dns","connect","tls","timeout","too-large","throttled","circuit-open","budget","protocol","other"]},
  "http/failure": {"record":{"kind":{"ref":"http/failure-kind"},"message":"string","maybeSent":"bool","afterS":{"option":"u32"}}},
  "marketplace-types/line": {"record":{"externalId":"string","sku":{"option":"string"},"title":"string","quantity":"u32","paid":{"ref":"types/money"},"attrs":{"ref":"types/attrs"}}},
  "marketplace-types/address": {"record":{"name":{"option":"string"},"phone":{"option":"string"},"region":{"option":"string"},"street":{"option":"string"}}},
  "marketplace-types/order-state": {"enum":["unpaid","paid","shipped","delivered","done","cancelled","unmapped"]},
  "marketplace-types/order": {"record":{"externalId":"string","number":{"option":"string"},"rawState":"string","state":{"ref":"marketplace-types/order-state"},"createdAt":{"ref":"types/timestamp"},"updatedAt":{"ref":"types/timestamp"},"paidAt":{"option":{"ref":"types/timestamp"}},"shippedAt":{"option":{"ref":"types/timestamp"}},"buyer":{"option":"string"},"total":{"ref":"types/money"},"freight":{"option":{"ref":"types/money"}},"lines":{"list":{"ref":"marketplace-types/line"}},"shipTo":{"option":{"ref":"marketplace-types/address"}},"carrier":{"option":"string"},"trackingNumber":{"option":"string"},"attrs":{"ref":"types/attrs"}}},
  "marketplace-types/request-kind": {"enum":["refund-only","return-and-refund","exchange","repair","reship","price-protection","compensation","claim","unmapped"]},
  "marketplace-types/request-state": {"enum":["submitted","await-return","returning","arrived","inspecting","paying","pay-failed","refunded","to-ship","shipped","delivered","rejected","disputed","withdrawn","expired","closed","unmapped"]},
  "marketplace-types/evidence": {"record":{"kind":"string","url":"string"}},
  "marketplace-types/request": {"record":{"externalId":"string","orderId":"string","rawKind":"string","kind":{"ref":"marketplace-types/request-kind"},"rawState":"string","state":{"ref":"marketplace-types/request-state"},"reason":{"option":"string"},"message":{"option":"string"},"requested":{"option":{"ref":"types/money"}},"refunded":{"option":{"ref":"types/money"}},"createdAt":{"ref":"types/timestamp"},"updatedAt":{"ref":"types/timestamp"},"decideBefore":{"option":{"ref":"types/timestamp"}},"lines":{"list":{"ref":"marketplace-types/line"}},"evidence":{"list":{"ref":"marketplace-types/evidence"}},"returnCarrier":{"option":"string"},"returnNumber":{"option":"string"},"revision":{"option":"string"},"attrs":{"ref":"types/attrs"}}},
  "marketplace-types/window": {"record":{"cursor":{"option":"string"},"since":{"ref":"types/timestamp"},"until":{"ref":"types/timestamp"},"limit":"u32"}},
  "marketplace-types/order-page": {"record":{"items":{"list":{"ref":"marketplace-types/order"}},"nextCursor":{"option":"string"},"hasMore":"bool","nextPollS":{"option":"u32"}}},
  "marketplace-types/request-page": {"record":{"items":{"list":{"ref":"marketplace-types/request"}},"nextCursor":{"option":"string"},"hasMore":"bool","nextPollS":{"option":"u32"}}},
  "marketplace-types/return-to": {"record":{"name":"string","phone":"string","region":"string","street":"string","note":{"option":"string"}}},
  "marketplace-types/verdict": {"variant":{"approve-refund":{"ref":"types/money"},"approve-return":{"ref":"marketplace-types/return-to"},"reject":"string","request-evidence":"string","confirm-received":null,"ship-replacement":{"tuple":["string","string"]},"other":{"tuple":["string","string"]}}},
  "marketplace-types/decision": {"record":{"idempotencyKey":"string","requestId":"string","orderId":"string","revision":{"option":"string"},"verdict":{"ref":"marketplace-types/verdict"},"note":{"option":"string"},"attrs":{"ref":"types/attrs"}}},
  "marketplace-types/ack-state": {"enum":["applied","already-applied","pending"]},
  "marketplace-types/ack": {"record":{"state":{"ref":"marketplace-types/ack-state"},"externalRef":{"option":"string"},"revision":{"option":"string"},"checkAfterS":{"option":"u32"}}},
  "marketplace-types/mapping": {"record":{"raw":"string","label":"string","state":{"ref":"marketplace-types/request-state"}}},
  "marketplace-push/news": {"variant":{"order":{"ref":"marketplace-types/order"},"request":{"ref":"marketplace-types/request"},"look-at-request":"string","look-at-order":"string","poll-now":null}},
  "marketplace-push/reading": {"record":{"answer":{"ref":"push/answer"},"dedupeKey":{"option":"string"},"news":{"list":{"ref":"marketplace-push/news"}}}},
  "sms-types/message": {"record":{"idempotencyKey":"string","to":"string","signature":{"option":"string"},"template":{"option":"string"},"params":{"list":{"tuple":["string","string"]}},"text":"string","attrs":{"ref":"types/attrs"}}},
  "sms-types/sent": {"record":{"externalId":"string","segments":{"option":"u32"},"attrs":{"ref":"types/attrs"}}},
  "sms-types/receipt-state": {"enum":["accepted","delivered","failed","expired","blocked","unmapped"]},
  "sms-types/receipt": {"record":{"externalId":"string","state":{"ref":"sms-types/receipt-state"},"at":{"ref":"types/timestamp"},"rawCode":{"option":"string"},"text":{"option":"string"}}},
  "sms-types/size": {"record":{"segments":"u32","encoding":"string","characters":"u32"}},
  "sms-check/found": {"record":{"externalId":{"option":"string"},"state":{"ref":"sms-types/receipt-state"},"at":{"ref":"types/timestamp"},"rawCode":{"option":"string"},"text":{"option":"string"},"attrs":{"ref":"types/attrs"}}},
  "sms-push/reading": {"record":{"answer":{"ref":"push/answer"},"dedupeKey":{"option":"string"},"receipts":{"list":{"ref":"sms-types/receipt"}}}},
  "robot/urgency": {"enum":["routine","soon","now"]},
  "robot/alert": {"record":{"idempotencyKey":"string","title":"string","text":"string","link":{"option":"string"},"urgency":{"ref":"robot/urgency"},"mention":{"list":"string"},"attrs":{"ref":"types/attrs"}}},
  "payout-types/entry": {"record":{"idempotencyKey":"string","caseNumber":"string","orderId":"string","amount":{"ref":"types/money"},"method":{"option":"string"},"paymentRef":{"option":"string"},"note":{"option":"string"},"attrs":{"ref":"types/attrs"}}},
  "payout-types/payout-state": {"enum":["paid","pending","unmapped"]},
  "payout-types/receipt": {"record":{"state":{"ref":"payout-types/payout-state"},"rawState":"string","externalRef":"string","checkAfterS":{"option":"u32"}}},
  "types/timestamp": {"alias":"string"},
  "types/attrs": {"alias":{"list":{"tuple":["string","string"]}}},
  "types/money": {"record":{"amount":"string","currency":"string"}},
  "types/call-context": {"record":{"accountId":"string","callId":"string","attempt":"u32","deadlineS":"u32","locale":"string","timezone":"string"}},
  "types/retry-info": {"record":{"message":"string","afterS":{"option":"u32"}}},
  "types/rate-scope": {"enum":["call","account","plugin"]},
  "types/rate-info": {"record":{"message":"string","afterS":"u32","scope":{"ref":"types/rate-scope"}}},
  "types/auth-kind": {"enum":["missing","expired","revoked","bad-signature","insufficient-scope"]},
  "types/auth-info": {"record":{"kind":{"ref":"types/auth-kind"},"message":"string"}},
  "types/invalid-info": {"record":{"message":"string","field":{"option":"string"},"code":{"option":"string"}}},
  "types/refusal": {"record":{"reason":"string","code":{"option":"string"}}},
  "types/upstream-info": {"record":{"message":"string","httpStatus":{"option":"u16"},"code":{"option":"string"}}},
  "types/plugin-error": {"variant":{"retryable":{"ref":"types/retry-info"},"rate-limited":{"ref":"types/rate-info"},"auth":{"ref":"types/auth-info"},"invalid":{"ref":"types/invalid-info"},"not-found":"string","refused":{"ref":"types/refusal"},"conflict":"string","unsupported":"string","unknown-outcome":"string","upstream":{"ref":"types/upstream-info"},"internal":"string","other":{"tuple":["string","string"]}}},
  "account/account-info": {"record":{"externalId":"string","displayName":"string","scopes":{"list":"string"},"attrs":{"ref":"types/attrs"}}},
  "push/incoming": {"record":{"method":"string","path":"string","query":{"list":{"tuple":["string","string"]}},"headers":{"list":{"ref":"http/header"}},"body":{"list":"u8"},"text":{"option":"string"},"form":{"list":{"tuple":["string","string"]}},"receivedAt":{"ref":"types/timestamp"}}},
  "push/answer": {"record":{"status":"u16","headers":{"list":{"ref":"http/header"}},"body":"string"}},
};

export const FUNCTIONS: Record<string, Record<string, Signature>> = {
  "automation": {"onEvent":{"takes":[{"ref":"types/call-context"},{"ref":"automation-types/case-event"}],"gives":{"list":{"ref":"automation-types/request"}},"throws":{"ref":"types/plugin-error"}},"advise":{"takes":[{"ref":"types/call-context"},{"ref":"automation-types/case-facts"}],"gives":{"list":{"ref":"automation-types/request"}},"throws":{"ref":"types/plugin-error"}}},
  "courier": {"track":{"takes":[{"ref":"types/call-context"},{"list":{"ref":"courier-types/query"}}],"gives":{"list":{"ref":"courier-types/item"}},"throws":{"ref":"types/plugin-error"}}},
  "courier-recognise": {"recognise":{"takes":[{"ref":"types/call-context"},"string"],"gives":{"list":{"ref":"courier-types/guess"}},"throws":{"ref":"types/plugin-error"}}},
  "courier-subscribe": {"subscribe":{"takes":[{"ref":"types/call-context"},{"list":{"ref":"courier-types/query"}},"string"],"gives":{"list":{"ref":"courier-types/item"}},"throws":{"ref":"types/plugin-error"}}},
  "courier-push": {"read":{"takes":[{"ref":"types/call-context"},{"ref":"push/incoming"}],"gives":{"ref":"courier-push/reading"},"throws":{"ref":"types/plugin-error"}}},
  "log": {"write":{"takes":[{"ref":"log/level"},"string",{"list":{"tuple":["string","string"]}}],"gives":null}},
  "clock": {"now":{"takes":[],"gives":{"ref":"clock/instant"}},"formatNow":{"takes":["string","string"],"gives":"string","throws":"string"},"parse":{"takes":["string","string","string"],"gives":{"ref":"types/timestamp"},"throws":"string"}},
  "random": {"bytes":{"takes":["u32"],"gives":{"list":"u8"}},"uuid":{"takes":[],"gives":"string"}},
  "config": {"get":{"takes":["string"],"gives":{"option":"string"}},"all":{"takes":[],"gives":{"list":{"tuple":["string","string"]}}}},
  "kv": {"get":{"takes":["string"],"gives":{"option":{"list":"u8"}},"throws":{"ref":"kv/kv-error"}},"set":{"takes":["string",{"list":"u8"},{"option":"u32"}],"gives":null,"throws":{"ref":"kv/kv-error"}},"delete":{"takes":["string"],"gives":null,"throws":{"ref":"kv/kv-error"}},"scan":{"takes":["string",{"option":"string"},"u32"],"gives":{"ref":"kv/page"},"throws":{"ref":"kv/kv-error"}}},
  "vault": {"digest":{"takes":[{"ref":"vault/hash"},{"list":{"ref":"vault/part"}}],"gives":{"list":"u8"},"throws":{"ref":"vault/vault-error"}},"hmac":{"takes":[{"ref":"vault/hash"},{"list":{"ref":"vault/part"}},{"list":{"ref":"vault/part"}}],"gives":{"list":"u8"},"throws":{"ref":"vault/vault-error"}},"hmacChain":{"takes":[{"ref":"vault/hash"},{"list":{"ref":"vault/part"}},{"list":{"list":"u8"}}],"gives":{"list":"u8"},"throws":{"ref":"vault/vault-error"}},"sign":{"takes":["string","string",{"list":"u8"}],"gives":{"list":"u8"},"throws":{"ref":"vault/vault-error"}},"decrypt":{"takes":["string",{"list":{"ref":"vault/part"}},{"list":"u8"},{"list":"u8"}],"gives":{"list":"u8"},"throws":{"ref":"vault/vault-error"}},"encrypt":{"takes":["string",{"list":{"ref":"vault/part"}},{"list":"u8"},{"list":"u8"}],"gives":{"list":"u8"},"throws":{"ref":"vault/vault-error"}},"put":{"takes":["string","string",{"option":{"ref":"types/timestamp"}}],"gives":null,"throws":{"ref":"vault/vault-error"}},"expires":{"takes":["string"],"gives":{"option":{"ref":"types/timestamp"}}},"reveal":{"takes":["string"],"gives":"string","throws":{"ref":"vault/vault-error"}}},
  "http": {"send":{"takes":[{"ref":"http/request"}],"gives":{"ref":"http/response"},"throws":{"ref":"http/failure"}}},
  "marketplace": {"pullOrders":{"takes":[{"ref":"types/call-context"},{"ref":"marketplace-types/window"}],"gives":{"ref":"marketplace-types/order-page"},"throws":{"ref":"types/plugin-error"}},"pullRequests":{"takes":[{"ref":"types/call-context"},{"ref":"marketplace-types/window"}],"gives":{"ref":"marketplace-types/request-page"},"throws":{"ref":"types/plugin-error"}},"getRequest":{"takes":[{"ref":"types/call-context"},"string"],"gives":{"ref":"marketplace-types/request"},"throws":{"ref":"types/plugin-error"}},"pushDecision":{"takes":[{"ref":"types/call-context"},{"ref":"marketplace-types/decision"}],"gives":{"ref":"marketplace-types/ack"},"throws":{"ref":"types/plugin-error"}},"checkDecision":{"takes":[{"ref":"types/call-context"},{"ref":"marketplace-types/decision"}],"gives":{"ref":"marketplace-types/ack"},"throws":{"ref":"types/plugin-error"}},"states":{"takes":[{"ref":"types/call-context"}],"gives":{"list":{"ref":"marketplace-types/mapping"}},"throws":{"ref":"types/plugin-error"}}},
  "marketplace-order": {"getOrder":{"takes":[{"ref":"types/call-context"},"string"],"gives":{"ref":"marketplace-types/order"},"throws":{"ref":"types/plugin-error"}}},
  "marketplace-push": {"read":{"takes":[{"ref":"types/call-context"},{"ref":"push/incoming"}],"gives":{"ref":"marketplace-push/reading"},"throws":{"ref":"types/plugin-error"}}},
  "sms": {"send":{"takes":[{"ref":"types/call-context"},{"ref":"sms-types/message"}],"gives":{"ref":"sms-types/sent"},"throws":{"ref":"types/plugin-error"}},"query":{"takes":[{"ref":"types/call-context"},{"list":"string"}],"gives":{"list":{"ref":"sms-types/receipt"}},"throws":{"ref":"types/plugin-error"}},"estimate":{"takes":[{"ref":"types/call-context"},{"ref":"sms-types/message"}],"gives":{"ref":"sms-types/size"},"throws":{"ref":"types/plugin-error"}}},
  "sms-check": {"check":{"takes":[{"ref":"types/call-context"},{"ref":"sms-types/message"},{"ref":"types/timestamp"}],"gives":{"option":{"ref":"sms-check/found"}},"throws":{"ref":"types/plugin-error"}}},
  "sms-push": {"read":{"takes":[{"ref":"types/call-context"},{"ref":"push/incoming"}],"gives":{"ref":"sms-push/reading"},"throws":{"ref":"types/plugin-error"}}},
  "robot": {"post":{"takes":[{"ref":"types/call-context"},{"ref":"robot/alert"}],"gives":null,"throws":{"ref":"types/plugin-error"}}},
  "payout": {"execute":{"takes":[{"ref":"types/call-context"},{"ref":"payout-types/entry"}],"gives":{"ref":"payout-types/receipt"},"throws":{"ref":"types/plugin-error"}},"check":{"takes":[{"ref":"types/call-context"},{"ref":"payout-types/entry"}],"gives":{"ref":"payout-types/receipt"},"throws":{"ref":"types/plugin-error"}}},
  "account": {"verify":{"takes":[{"ref":"types/call-context"}],"gives":{"ref":"account/account-info"},"throws":{"ref":"types/plugin-error"}}},
};
