package dev.porter.conversation;

/// Who may use something.
public enum Audience {
    /// Everybody who finds the chat.
    ANYONE,
    /// Who is logged in with an account.
    MEMBER,
    /// Who is logged in with an account that may decide.
    ADMINISTRATOR
}
