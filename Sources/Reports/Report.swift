/// Sets Markdown with charts as pages.
public enum Reporting {}
