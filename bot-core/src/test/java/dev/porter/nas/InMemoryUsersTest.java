package dev.porter.nas;

class InMemoryUsersTest extends NasAccountsContract {
    private final InMemoryNas memory = InMemoryNas.withUsers();

    @Override
    protected Nas newNas() {
        return memory;
    }

    @Override
    protected void requireCode(UserName name, String code) {
        memory.users().requireCode(name, code);
    }
}
