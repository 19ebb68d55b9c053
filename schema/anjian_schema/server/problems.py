"""What a request can get wrong before GraphQL sees it, and the status each code is answered with."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.errors import AnjianError
from anjian.words import Title


class BodyNotJson(AnjianError):
    code = "BODY_NOT_JSON"
    words = Title(
        "请求体不是 UTF-8 编码的 JSON：{reason}",
        "the body is no JSON in UTF-8: {reason}",
    )


class BodyNotObject(AnjianError):
    code = "BODY_NOT_OBJECT"
    words = Title(
        '请求体应为 JSON 对象，例如 {{"query": "{{ viewer {{ role }} }}"}}',
        'the body must be a JSON object, such as {{"query": "{{ viewer {{ role }} }}"}}',
    )


class BodyTooDeep(AnjianError):
    code = "BODY_TOO_DEEP"
    words = Title("嵌套最多 {deepest} 层；请拆分变量", "values may be nested {deepest} deep: split these variables")


class BodyTooLarge(AnjianError):
    code = "BODY_TOO_LARGE"
    words = Title(
        "请求体最多 {limit} 字节；请分批提交，或请管理员调整 ANJIAN_MAX_BODY_BYTES",
        "a body may hold {limit} bytes: send it in parts, or have the operator raise ANJIAN_MAX_BODY_BYTES",
    )


class BodyTooSlow(AnjianError):
    code = "BODY_TOO_SLOW"
    words = Title(
        "{seconds} 秒内没有收到完整的请求体；请检查网络后重试",
        "the body did not arrive within {seconds} s: look at the network and send it again",
    )


class ParameterWrong(AnjianError):
    """One member of the request is missing or of another type; ``path`` names it."""

    code = "PARAMETER_WRONG"
    words = Title("{name} 应为：{zh}", "{name} must be {en}")

    def __init__(self, name: str, expected: Title) -> None:
        super().__init__(path=(name,), name=name, zh=expected.zh, en=expected.en)


class ContentTypeWrong(AnjianError):
    code = "CONTENT_TYPE_WRONG"
    words = Title("请以 Content-Type: application/json 提交", "send the body with Content-Type: application/json")


class EncodingWrong(AnjianError):
    code = "CONTENT_ENCODING_WRONG"
    words = Title(
        "请求体须不经压缩；请去掉 Content-Encoding",
        "a body comes uncompressed here: leave Content-Encoding out",
    )


class NotAcceptable(AnjianError):
    code = "NOT_ACCEPTABLE"
    words = Title(
        "只能以 application/graphql-response+json 或 application/json 回答；请修改请求头 Accept",
        "answers are application/graphql-response+json or application/json: mend the header Accept",
    )


class MethodNotAllowed(AnjianError):
    code = "METHOD_NOT_ALLOWED"
    words = Title("此处不接受 {method}，可用 {allow}", "{method} is not served here; these are: {allow}")


class NoSuchAddress(AnjianError):
    code = "NO_SUCH_ADDRESS"
    words = Title("没有这个地址；GraphQL 在 /graphql", "there is nothing here; GraphQL is at /graphql")


class HttpRefused(AnjianError):
    code = "HTTP_REFUSED"
    words = Title("请求无法处理：{reason}", "the request cannot be served: {reason}")


class TokenMissing(AnjianError):
    code = "TOKEN_MISSING"
    words = Title(
        "请在请求头中使用 Authorization: Bearer <令牌>，令牌由系统管理员发放",
        "send the header Authorization: Bearer <token> with a token your operator gave you",
    )


class DemoTokensOff(AnjianError):
    code = "DEMO_TOKENS_OFF"
    words = Title(
        "演示令牌只在以 --demo 启动的服务上有效；请使用管理员发放的令牌，或登录身份提供方",
        "the demonstration's tokens work only where the server was started with --demo: use a token your administrator "
        "gave you, or sign in by your identity provider",
    )


class ServerStopping(AnjianError):
    code = "SERVER_STOPPING"
    words = Title(
        "服务正在停止，请求被中断，是否办成未能确认；请稍后用同一幂等键重新提交，已办成的不会重复办理",
        "the server is stopping and broke this request off: repeat it soon, a command with the same idempotency key; "
        "what was done is not done twice",
    )


class TooManyStreams(AnjianError):
    code = "TOO_MANY_STREAMS"
    words = Title("您已有 {most} 个事件流；请先关闭一个", "you have {most} streams open already: close one first")


STATUS: Mapping[str, int] = {
    "TOKEN_MISSING": 401,
    "WRONG_TOKEN": 401,
    "TOKEN_EXPIRED": 401,
    "TOKEN_REVOKED": 401,
    "DEMO_TOKENS_OFF": 401,
    "JWT_REFUSED": 401,
    "JWT_KEY_UNKNOWN": 401,
    "ACCOUNT_UNKNOWN": 403,
    "ACCOUNT_CLOSED": 403,
    "NO_ASSIGNMENT": 403,
    "ASSIGNMENT_NOT_YOURS": 403,
    "ASSIGNMENT_NOT_YET": 403,
    "ASSIGNMENT_ENDED": 403,
    "ASSIGNMENT_REVOKED": 403,
    "EXPLAIN_NOT_ALLOWED": 403,
    "NOT_ALLOWED": 403,
    "DOCUMENT_NOT_TRUSTED": 403,
    "NO_SUCH_ADDRESS": 404,
    "FILE_NOT_FOUND": 404,
    "RECEIPT_UNKNOWN": 404,
    "METHOD_NOT_ALLOWED": 405,
    "ONLY_QUERIES": 405,
    "NOT_ACCEPTABLE": 406,
    "BODY_TOO_SLOW": 408,
    "HEAD_TOO_SLOW": 408,
    "BODY_TOO_LARGE": 413,
    "FILE_TOO_LARGE": 413,
    "FILE_TYPE_NOT_ACCEPTED": 415,
    "CONTENT_TYPE_WRONG": 415,
    "CONTENT_ENCODING_WRONG": 415,
    "HEAD_TOO_LARGE": 431,
    "TOO_MANY_REQUESTS": 429,
    "RATE_LIMITED": 429,
    "TOO_MANY_STREAMS": 429,
    "PERSISTED_QUERY_NOT_FOUND": 200,
    "INTERNAL": 500,
    "FILE_LOST": 500,
    "DATABASE_UNAVAILABLE": 503,
    "FILES_UNAVAILABLE": 503,
    "SEAL_KEY_MISSING": 503,
    "IDENTITY_PROVIDER_UNREACHABLE": 503,
    "PLUGIN_NOT_SERVING": 503,
    "SERVER_STOPPING": 503,
    "TOO_SLOW": 504,
}
"""Every code that is not a plain mistake in the request (400)."""

HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    408: {"Connection": "close"},
    429: {"Retry-After": "3600"},
    503: {"Retry-After": "2"},
}
