export const WORDS = {
  demonstration: { zh: "演示身份", en: "demonstration" },
  token: { zh: "令牌", en: "token" },
  signIn: { zh: "登录", en: "sign in" },
  examples: { zh: "示例", en: "examples" },
};
