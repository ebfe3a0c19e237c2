package dev.porter.nas;

class InMemoryLinksTest extends ShareLinksContract {
    @Override
    protected Nas newNas() {
        return new InMemoryNas();
    }
}
