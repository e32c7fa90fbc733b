"""What is said to whoever gets no page."""

from __future__ import annotations

REFUSALS: dict[int, str] = {
    400: "这个请求无法理解。",
    405: "预览只能查看，不能提交内容。",
}
FAILURE = "预览出错了：这是程序的内部错误，经过见终端。预览没有停，改动内容并保存后会自动重试。"
STRANGER = "请用终端显示的地址打开预览；要让其他电脑访问，请用 --host 写明本机的地址再启动。"
ALTERED = "这个附件在上次生成网站之后改动过，新的内容还没有检查，现在不显示；改正并保存后会重新生成。"
DEAF = "这个地址只供预览的网页接收通知。"
