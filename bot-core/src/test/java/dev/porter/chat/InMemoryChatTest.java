package dev.porter.chat;

class InMemoryChatTest extends ChatPlatformContract {
    @Override
    protected Meeting open(Inbox inbox) {
        var chat = new InMemoryChat("memory");
        chat.deliverTo(inbox);
        return new Meeting() {
            @Override
            public ChatPlatform platform() {
                return chat;
            }

            @Override
            public OtherEnd person(String name) {
                return chat.person(name);
            }

            @Override
            public ChatId nowhere() {
                return new ChatId("memory", "nobody");
            }

            @Override
            public void restart() {
                chat.recover(); // everything is in the memory of the platform
            }

            @Override
            public void forgetFiles() {
                chat.forgetFiles();
            }

            @Override
            public boolean deliversAgain() {
                return true;
            }

            @Override
            public void close() {
                chat.recover();
            }
        };
    }
}
