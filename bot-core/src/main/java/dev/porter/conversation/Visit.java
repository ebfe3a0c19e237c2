package dev.porter.conversation;

import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Features;
import dev.porter.chat.Origin;
import dev.porter.chat.PersonId;

/// One turn seen from a [Topic]: who is there, and on which platform.
public record Visit(Origin origin, ChatPlatform platform) {
    /// Who is there.
    public PersonId person() {
        return origin.person().id();
    }

    /// What the platform can do here.
    public Features features() {
        return platform.features(origin.chat());
    }
}
