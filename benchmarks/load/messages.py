"""Large messages, which the server names instead of sending them to a browser again."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class KeptMessages:
    """What one browser has been sent and still has."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._runs, self._longest = 0, 0

    @property
    def hashes(self) -> list[str]:
        return list(self._kept)

    def whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself where one that is kept was only named."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._longest = message.new_session.config.max_cached_message_age
        if kind == "ref_hash":
            return self._named(message)
        if message.metadata.cacheable:
            self._kept[message.hash] = (message, self._runs)
        return message

    def _named(self, reference: ForwardMsg) -> ForwardMsg:
        kept, _ = self._kept[reference.ref_hash]
        self._kept[reference.ref_hash] = (kept, self._runs)
        found = ForwardMsg()
        found.CopyFrom(kept)
        found.metadata.CopyFrom(reference.metadata)
        return found

    def forget_old(self) -> None:
        """After a run; as many runs as the server says, a message is kept unused."""
        self._runs += 1
        oldest = self._runs - self._longest
        self._kept = {name: kept for name, kept in self._kept.items() if kept[1] >= oldest}
