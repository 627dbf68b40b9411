"""The voice "edge": Microsoft's, over the network; the text leaves this computer. Used only when asked for."""

import asyncio
import ssl
import time
from importlib.metadata import version
from importlib.util import find_spec

from shengci.errors import MissingExtra, ShengciError
from shengci.media import sound
from shengci.media.speaking import Utterance, Voice
from shengci.records import Settings

VOICE = "zh-CN-XiaoxiaoNeural"
_WORD, _SENTENCE = "-15%", "-5%"  # of the voice's own speed, about 4.5 syllables a second
_CONNECT, _RECEIVE = 10, 20  # seconds to wait for an answer, and for the next piece of it
_SECONDS = 60.0  # for one try
_PAUSES = (1.0, 3.0)  # seconds before the second and the third try
_AT_ONCE = 4  # connections; the service turns away who opens many


def speaker(_: Settings, *, pauses: tuple[float, ...] = _PAUSES) -> Voice:
    """Return the voice; it tries once more after each of the pauses, in seconds.

    Raises:
        MissingExtra: edge-tts is not installed.
    """
    if find_spec("edge_tts") is None:
        raise MissingExtra("the edge voice needs one more package: pip install 'shengci[edge]'")
    made_with = version("edge-tts").partition(".")[0]

    def speak(said: Utterance) -> bytes:
        for pause in pauses:
            try:
                return _said(said)
            except ShengciError:
                time.sleep(pause)
        return _said(said)

    def key(said: Utterance) -> tuple[str, ...]:
        return ("edge", made_with, VOICE, _rate(said), said.speech.text)

    return Voice(speak, key, _AT_ONCE, lambda: None)


def _rate(said: Utterance) -> str:
    return _WORD if said.is_word else _SENTENCE


def _said(said: Utterance) -> bytes:
    """Return what one connection to the service brings, an MP3 (24 kHz, 48 kbit/s).

    Raises:
        ShengciError: there is no network, no answer in time, or no sound in it.
    """
    import aiohttp
    from edge_tts.exceptions import EdgeTTSException, NoAudioReceived

    try:
        data = asyncio.run(_fetched(said))
    except TimeoutError as error:
        raise ShengciError("the service did not answer in time") from error
    except NoAudioReceived as error:
        raise ShengciError("the service sent no sound") from error
    except aiohttp.WSServerHandshakeError as error:
        raise ShengciError(f"the service refused (HTTP {error.status})") from error
    except (aiohttp.ClientError, OSError, ssl.SSLError) as error:
        raise ShengciError("the service can't be reached: is there a network?") from error
    except (EdgeTTSException, ValueError, KeyError) as error:
        raise ShengciError("the service sent an answer that can't be understood") from error
    if not sound.is_mp3(data):
        raise ShengciError("the service sent something else than an MP3")
    return data


async def _fetched(said: Utterance) -> bytes:
    import edge_tts

    talk = edge_tts.Communicate(
        said.speech.text,
        VOICE,
        rate=_rate(said),
        connect_timeout=_CONNECT,
        receive_timeout=_RECEIVE,
    )
    data = bytearray()
    async with asyncio.timeout(_SECONDS):
        async for piece in talk.stream():
            if piece["type"] == "audio":
                data += piece["data"]
    return bytes(data)
