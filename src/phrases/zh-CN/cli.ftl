# Words of this area: cli
