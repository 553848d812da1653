"""The screens: views of the workspace and keys that send intents to the services."""
