package dev.porter.nas;

import java.time.Instant;

class InMemoryPhotosTest extends PhotosContract {
    private final InMemoryNas memory = InMemoryNas.withUsers();

    @Override
    protected Nas newNas() {
        return memory;
    }

    @Override
    protected long arrive(
            UserName owner, String phone, String name, byte[] content, Instant taken) {
        return memory.library().arrive(owner, phone, name, content, taken);
    }

    @Override
    protected void requireCode(UserName name, String code) {
        memory.users().requireCode(name, code);
    }

    @Override
    protected void endSessions() {
        memory.library().endSessions();
    }
}
