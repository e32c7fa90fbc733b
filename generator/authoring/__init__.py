"""What people who write need besides building: new columns and pages, overviews, schemas, a look at the environment."""
