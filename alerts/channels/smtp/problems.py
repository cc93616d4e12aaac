"""What can go wrong with a mail server, in words for the ledger."""

from __future__ import annotations

import smtplib
import socket
import ssl

from alerts.channels.contract import ChannelUnavailable, MessageRefused

_PERMANENT = 500


def unavailable(host: str, port: int, error: Exception) -> ChannelUnavailable:
    """The server cannot be used at all."""
    return ChannelUnavailable(f"邮件服务器 {host}:{port} {_words(error)}")


def unavailable_or_refused(host: str, port: int, error: Exception) -> ChannelUnavailable | MessageRefused:
    """The server went away, or it did not take this one message."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return MessageRefused(f"收件地址被拒绝（{code} {_text(answer)}）", permanent=code >= _PERMANENT)
    if isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, smtplib.SMTPConnectError):
        reason = f"邮件被服务器拒绝（{error.smtp_code} {_text(error.smtp_error)}）"
        return MessageRefused(reason, permanent=error.smtp_code >= _PERMANENT)
    return unavailable(host, port, error)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"登录失败，请核对用户名和密码（{error.smtp_code}）"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "不支持所要求的加密或登录方式"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"暂不可用（{error.smtp_code} {_text(error.smtp_error)}）"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "中断了连接"
    if isinstance(error, ssl.SSLError):
        return "的加密证书无法通过核验"
    if isinstance(error, TimeoutError):
        return "超时未响应"
    if isinstance(error, ConnectionRefusedError):
        return "拒绝连接"
    if isinstance(error, socket.gaierror):
        return "的域名无法解析"
    return f"连接失败（{type(error).__name__}）"


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
